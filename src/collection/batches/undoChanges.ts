import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope, runUnrestricted } from '../../kernel/scope/index.ts'
import { allModels } from '../model/registry.ts'
import { readRecords } from '../read/readRecords.ts'
import type { Change, CollectionModel, RecordDoc } from '../types.ts'
import type { RowFault } from '../write/describeFault.ts'
import { describeFault } from '../write/describeFault.ts'
import { writeRecords } from '../write/writeRecords.ts'
import type { BatchChange } from './changesOfBatch.ts'
import { batchErrors } from './errors.ts'
import { planUndo } from './planUndo.ts'
import { referredTo } from './referredTo.ts'

/** What became of one change row: taken back, nothing to take back, or left for a reason. */
export type UndoneRow =
  | { collection: string; error: RowFault; id: string; ok: false; op: BatchChange['op'] }
  | { collection: string; id: string; ok: true; op: BatchChange['op'] }

/**
 * Takes back change rows of one collection, each of another record, with the rights of the running scope.
 * `left` names records of which a later change was left: their earlier ones stay too.
 */
export async function undoChanges(
  transaction: Transaction,
  changes: readonly BatchChange[],
  left: ReadonlySet<string>,
): Promise<UndoneRow[]> {
  const [first] = changes
  const model = allModels().find(({ slug }) => slug === first?.collection)
  if (model === undefined) {
    return changes.map((change) => leave(change, batchErrors.ROW_UNKNOWN({})))
  }
  const standing = await lockAndRead(transaction, model, changes)
  const plans = changes.map((change) => ({
    change,
    plan: left.has(change.recordId)
      ? { kept: batchErrors.ROW_CHANGED({ fields: '' }) }
      : planUndo(model, change, standing.get(change.recordId) ?? null),
  }))
  const errors = await write(
    transaction,
    model,
    plans.flatMap(({ plan }) => ('changes' in plan ? [plan.changes] : [])),
  )

  return plans.map(({ change, plan }) => {
    const error = 'kept' in plan ? plan.kept : errors.get(change.recordId)

    return error === undefined ? taken(change) : leave(change, error)
  })
}

/** Writes the changes back and gives the refusals by record. */
async function write(
  transaction: Transaction,
  model: CollectionModel,
  wanted: readonly (readonly Change[])[],
): Promise<Map<string, Error>> {
  const errors = new Map<string, Error>()
  const referred = await referredTo(
    transaction,
    model,
    wanted.flat().flatMap((change) => (change.op === 'delete' ? [change.id] : [])),
  )
  for (const id of referred) {
    errors.set(id, batchErrors.ROW_REFERRED({}))
  }
  // A record that had been in the trash when it was deleted takes two changes.
  for (const turn of [0, 1]) {
    const changes = wanted.flatMap((list) => {
      const change = list[turn]

      return change === undefined || errors.has(change.id ?? '') ? [] : [change]
    })
    if (changes.length === 0) {
      continue
    }
    const results = await writeRecords(
      { changes, collection: model.slug, mode: 'strict', partial: true },
      transaction,
    )
    for (const result of results) {
      if (!result.ok && result.id !== undefined) {
        errors.set(result.id, result.error)
      }
    }
  }

  return errors
}

/** The records as they stand, locked in one order so that nobody changes them before they are taken back. */
async function lockAndRead(
  transaction: Transaction,
  model: CollectionModel,
  changes: readonly BatchChange[],
): Promise<Map<string, RecordDoc>> {
  const ids = changes.map(({ recordId }) => recordId)
  await transaction.query(
    `select id from ${model.table} where tenant_id = $1::uuid and id = any($2::uuid[]) order by id for update`,
    [requireTenantScope().tenantId, ids],
  )
  // Whether somebody has changed a record must be known even where its fields may not be seen.
  const { docs } = await runUnrestricted(() =>
    readRecords({ collection: model.slug, limit: 0, where: { id: { in: ids } } }, transaction),
  )

  return new Map(docs.map((doc) => [doc.id, doc]))
}

function leave(change: BatchChange, error: Error): UndoneRow {
  return { ...about(change), error: describeFault(error), ok: false }
}

function taken(change: BatchChange): UndoneRow {
  return { ...about(change), ok: true }
}

function about({ collection, op, recordId }: BatchChange) {
  return { collection, id: recordId, op }
}
