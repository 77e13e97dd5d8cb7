import type { Row } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import type { UsageDay } from './types.ts'

type DayRow = Row & {
  day: string
  measured_at: null | string
  records: null | Record<string, number>
  requests: number
  storage_bytes: null | number
  users: null | number
}

/** What the current tenant has used, by day, newest first; at most `days` of them. */
export async function readUsage(days: number): Promise<UsageDay[]> {
  const [rows = []] = await database().read([
    {
      text: `select day, requests, users, storage_bytes, records, measured_at from usage_days
        where tenant_id = $1::uuid order by day desc limit $2`,
      values: [requireTenantScope().tenantId, days],
    },
  ])

  return (rows as DayRow[]).map((row) => ({
    day: row.day,
    measuredAt: row.measured_at,
    records: row.records,
    requests: row.requests,
    storageBytes: row.storage_bytes,
    users: row.users,
  }))
}
