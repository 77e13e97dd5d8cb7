import type { Row, Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { ErasureEntry } from '../types.ts'

const INSERT = `insert into erasures (tenant_id, id, at, actor_type, actor_id, collection, record_id, reason, marks)
values ($1::uuid, $2::uuid, $3::timestamptz, $4, $5::uuid, $6, $7::uuid, $8, $9::jsonb)
on conflict (tenant_id, id) do nothing`

/** Notes an erasure in the log; one that stands there already stays as it is. */
export async function noteErasure(transaction: Transaction, entry: ErasureEntry): Promise<void> {
  await transaction.query(INSERT, [
    requireTenantScope().tenantId,
    entry.id,
    entry.at,
    entry.actorType,
    entry.actorId,
    entry.collection,
    entry.recordId,
    entry.reason,
    JSON.stringify(entry.marks),
  ])
}

/** The log of erasures of the running tenant, oldest first. */
export async function readErasures(): Promise<ErasureEntry[]> {
  const [rows = []] = await database().read([
    {
      text: `select id, at, actor_type, actor_id, collection, record_id, reason, marks from erasures
        where tenant_id = $1::uuid order by at, id`,
      values: [requireTenantScope().tenantId],
    },
  ])

  return rows.map(toEntry)
}

function toEntry(row: Row): ErasureEntry {
  return {
    actorId: row['actor_id'] as null | string,
    actorType: String(row['actor_type']),
    at: new Date(String(row['at'])).toISOString(),
    collection: String(row['collection']),
    id: String(row['id']),
    marks: row['marks'] as string[],
    reason: String(row['reason']),
    recordId: String(row['record_id']),
  }
}
