import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { SupportSession } from './types.ts'

type SupportRow = Row & {
  ended_at: string | null
  entered_at: string | null
  expires_at: string
  id: string
  is_open: boolean
  reason: string
  staff_email: string
  staff_name: string
  started_at: string
}

/** The support sessions of the current tenant, newest first; at most 100. */
export async function listSupport(): Promise<SupportSession[]> {
  const [rows] = await database().read([
    {
      text: `select id, staff_name, staff_email, reason, started_at, entered_at, expires_at, ended_at,
          ended_at is null and expires_at > now() as is_open
        from support_sessions where tenant_id = $1 order by started_at desc, id desc limit 100`,
      values: [requireTenantScope().tenantId],
    },
  ])

  return ((rows ?? []) as SupportRow[]).map((row) => ({
    endedAt: row.ended_at,
    enteredAt: row.entered_at,
    expiresAt: row.expires_at,
    id: row.id,
    isOpen: row.is_open,
    reason: row.reason,
    staff: { email: row.staff_email, name: row.staff_name },
    startedAt: row.started_at,
  }))
}
