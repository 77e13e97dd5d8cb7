import type { Row, Transaction } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import type { Holding } from './types.ts'

/** Whose rows are counted: the slug of a collection and its table. */
export type CountedTable = { slug: string; table: string }

/** SQL of how many people of a tenant count as its users: those who may sign in or are invited to. */
export const USERS_HELD = `select count(*)::bigint as held from users
  where tenant_id = $1::uuid and status in ('active', 'invited') and kind = 'staff'
    and deleted_at is null`

/** Counts what the current tenant holds and notes it in the row of today. */
export async function measureUsage(
  transaction: Transaction,
  tables: { counted: readonly CountedTable[]; files: string | undefined },
): Promise<Holding> {
  const { tenantId } = requireTenantScope()
  const held = async (text: string) => {
    const [row] = await transaction.query<Row & { held: number }>(text, [tenantId])

    return row?.held ?? 0
  }
  const records = await Promise.all(
    tables.counted.map(
      async ({ slug, table }) =>
        [
          slug,
          await held(`select count(*)::bigint as held from ${table} where tenant_id = $1::uuid`),
        ] as const,
    ),
  )
  const holding: Holding = {
    records: Object.fromEntries(records),
    storageBytes: tables.files === undefined ? 0 : await held(storageHeld(tables.files)),
    users: await held(USERS_HELD),
  }
  await transaction.query(
    `insert into usage_days as u (tenant_id, day, users, storage_bytes, records, measured_at)
      values ($1::uuid, (now() at time zone 'utc')::date, $2, $3, $4::jsonb, now())
      on conflict (tenant_id, day) do update set users = excluded.users,
        storage_bytes = excluded.storage_bytes, records = excluded.records,
        measured_at = excluded.measured_at`,
    [tenantId, holding.users, holding.storageBytes, JSON.stringify(holding.records)],
  )

  return holding
}

/** SQL of the bytes that a tenant's files hold, by the table that lists them. */
export function storageHeld(table: string): string {
  return `select coalesce(sum(size), 0)::bigint as held from ${table} where tenant_id = $1::uuid`
}
