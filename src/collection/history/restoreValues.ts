import type { Row, Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { visibleField } from '../access/fieldsOf.ts'
import { recordErrors } from '../errors.ts'
import { putAt, valueAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import { readRecords } from '../read/readRecords.ts'
import type { RecordDoc } from '../types.ts'
import { writeRecord } from '../write/writeRecords.ts'

const EVENT = `
select before from domain_events
where tenant_id = $1::uuid and id = $2::uuid and collection = $3 and record_id = $4::uuid`

/**
 * Gives fields of a record the values they had before one of its changes, with the rights of the running
 * scope and the validation of today. Throws `RECORD_NOT_FOUND`, `RECORD_FIELD_UNKNOWN` and
 * `RECORD_NOTHING_TO_RESTORE`.
 */
export async function restoreValues(
  transaction: Transaction,
  args: { collection: string; eventId: string; fields: readonly string[]; id: string },
): Promise<RecordDoc | null> {
  const { collection, id } = args
  const { docs } = await readRecords(
    { collection, limit: 1, where: { id: { equals: id } } },
    transaction,
  )
  const [event] = await transaction.query<Row & { before: Record<string, unknown> | null }>(EVENT, [
    requireTenantScope().tenantId,
    args.eventId,
    collection,
    id,
  ])
  if (docs.length === 0 || event === undefined) {
    throw recordErrors.NOT_FOUND({})
  }
  const model = modelOf(collection)
  const data: Record<string, unknown> = {}
  for (const path of args.fields) {
    // Asked before the values are: a hidden field must answer like one that does not exist.
    if (visibleField(model, path) === undefined) {
      throw recordErrors.FIELD_UNKNOWN({ field: path })
    }
    const value = valueAt(event.before, path)
    if (value === undefined) {
      throw recordErrors.NOTHING_TO_RESTORE({})
    }
    putAt(data, path, value)
  }

  return writeRecord(
    { change: { data, id, op: 'update' }, collection, mode: 'strict' },
    transaction,
  )
}
