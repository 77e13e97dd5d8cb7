import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { requireRoom } from '../../usage/index.ts'
import type { Change, CollectionModel } from '../types.ts'
import { countedModels } from './countedModels.ts'
import type { InputMode } from './prepareChange.ts'

/** Throws `QUOTA_RECORDS` where people would create more than the tenant may hold; our own code may. */
export async function requireRoomForBirths(
  model: CollectionModel,
  { changes, mode }: { changes: readonly Change[]; mode: InputMode },
  transaction: Transaction,
): Promise<void> {
  const births = changes.filter(({ op }) => op === 'create').length
  if (births > 0 && mode !== 'trusted' && countedModels().includes(model)) {
    await requireRoom({ kind: 'records', more: births }, () => countHeld(transaction))
  }
}

async function countHeld(transaction: Transaction): Promise<number> {
  const counts = countedModels().map(
    ({ table }) => `(select count(*) from ${table} where tenant_id = $1::uuid)`,
  )
  const [row] = await transaction.query<{ held: number }>(
    `select (${counts.join(' + ')})::bigint as held`,
    [requireTenantScope().tenantId],
  )

  return row?.held ?? 0
}
