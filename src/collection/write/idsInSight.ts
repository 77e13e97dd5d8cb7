import type { Row, Transaction } from '../../kernel/db/index.ts'
import { readableSql } from '../access/levels.ts'
import { Parameters } from '../read/parameters.ts'
import type { CollectionModel } from '../types.ts'

/**
 * Which of these records the person of the running scope may read, by what they are tied to; undefined for
 * a collection without such ties, and where the person reads all that can be tied to.
 */
export async function idsInSight(
  model: CollectionModel,
  ids: readonly string[],
  { tenantId, transaction }: { tenantId: string; transaction: Transaction },
): Promise<ReadonlySet<string> | undefined> {
  const parameters = new Parameters(tenantId)
  const hasTies = model.fields.some(({ targets }) => targets !== undefined)
  const narrow = hasTies ? readableSql(model, 't', parameters) : ''
  if (narrow === '' || ids.length === 0) {
    return undefined
  }
  const rows = await transaction.query<Row & { id: string }>(
    `select t.id from ${model.table} t where t.tenant_id = ${parameters.tenant} and ${narrow}t.id = any(${parameters.add(ids, 'uuid[]')})`,
    parameters.values,
  )

  return new Set(rows.map(({ id }) => id))
}
