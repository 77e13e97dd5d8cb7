import type { Row } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { runAsSystem } from '../kernel/scope/index.ts'
import type { Quotas } from './types.ts'

const NONE: Quotas = { records: null, requestsPerMinute: null, storageBytes: null, users: null }
const COLUMNS = 'tenant_id, users, records, storage_bytes, requests_per_minute'

type QuotaRow = Row & {
  records: null | number
  requests_per_minute: null | number
  storage_bytes: null | number
  tenant_id: string
  users: null | number
}

const KEY = Symbol.for('tenon.quotas')
// Next bundles a second copy of this module; both must know the same limits.
const shared = globalThis as { [KEY]?: Map<string, Quotas> | undefined }
const known = (shared[KEY] ??= new Map<string, Quotas>())

/** The quotas of a tenant as this process knows them: some seconds old, where another one set them. */
export function quotasOf(tenantId: string): Quotas {
  return known.get(tenantId) ?? NONE
}

/** Reads the quotas of every tenant that has any. */
export async function loadQuotas(): Promise<void> {
  const [rows = []] = await runAsSystem('usage', () =>
    database().read([{ text: `select ${COLUMNS} from quotas` }]),
  )
  known.clear()
  ;(rows as QuotaRow[]).forEach((row) => known.set(row.tenant_id, toQuotas(row)))
}

/** Sets some of a tenant's quotas, this process at once; gives all of them. */
export async function setQuotas(tenantId: string, quotas: Partial<Quotas>): Promise<Quotas> {
  const [row] = await runAsSystem('usage', () =>
    database().transaction(async (transaction) => {
      // Two who set different quotas at once must both be heard.
      await transaction.query('select id from tenants where id = $1 for update', [tenantId])
      const [standing] = await transaction.query<QuotaRow>(
        `select ${COLUMNS} from quotas where tenant_id = $1`,
        [tenantId],
      )
      const wanted = { ...(standing === undefined ? NONE : toQuotas(standing)), ...quotas }
      await transaction.query('delete from quotas where tenant_id = $1', [tenantId])

      return transaction.query<QuotaRow>(
        `insert into quotas (tenant_id, id, users, records, storage_bytes, requests_per_minute)
          values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
        [
          tenantId,
          newId(),
          wanted.users,
          wanted.records,
          wanted.storageBytes,
          wanted.requestsPerMinute,
        ],
      )
    }),
  )
  const set = row === undefined ? NONE : toQuotas(row)
  known.set(tenantId, set)

  return set
}

function toQuotas(row: QuotaRow): Quotas {
  return {
    records: row.records,
    requestsPerMinute: row.requests_per_minute,
    storageBytes: row.storage_bytes,
    users: row.users,
  }
}
