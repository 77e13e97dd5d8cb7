import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { allModels } from '../model/registry.ts'
import type { CollectionModel } from '../types.ts'

/** Which of these records others refer to, so that deleting them would change or take others with them. */
export async function referredTo(
  transaction: Transaction,
  model: CollectionModel,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) {
    return new Set()
  }
  const columns = allModels().flatMap(({ fields, table }) =>
    fields
      .filter((field) => field.kind === 'relation' && field.relationTo === model.slug)
      .map((field) => ({ column: field.column, table })),
  )
  const found = await Promise.all(
    columns.map(({ column, table }) =>
      transaction.query<{ id: string }>(
        `select distinct "${column}" as id from ${table}
          where tenant_id = $1::uuid and "${column}" = any($2::uuid[])`,
        [requireTenantScope().tenantId, ids],
      ),
    ),
  )

  return new Set(found.flat().map(({ id }) => id))
}
