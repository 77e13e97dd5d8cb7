import type { Row, Transaction } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import type { Change, CollectionModel } from '../types.ts'
import { describeFault } from '../write/describeFault.ts'
import { writeRecords } from '../write/writeRecords.ts'
import type { BulkResult } from './types.ts'

type Turn = { change: Change; index: number }

/**
 * Writes operations in the order they were sent, with the rights of the running scope, and gives each its
 * own true result: what is wrong with one does not stop the others.
 */
export async function applyOperations(
  transaction: Transaction,
  collection: string,
  operations: readonly { index: number; operation: unknown }[],
): Promise<BulkResult[]> {
  const model = modelOf(collection)
  const results: BulkResult[] = []
  const turns: Turn[] = []
  for (const { index, operation } of operations) {
    try {
      turns.push({ change: changeOf(operation, model), index })
    } catch (error) {
      results.push({ error: describeFault(error as Error), index, ok: false })
    }
  }
  for (const wave of wavesOf(turns)) {
    results.push(...(await writeWave(transaction, model, wave)))
  }

  return results.toSorted((one, other) => one.index - other.index)
}

async function writeWave(
  transaction: Transaction,
  model: CollectionModel,
  wave: readonly Turn[],
): Promise<BulkResult[]> {
  const trashed = await trashedOf(transaction, model, wave)
  const isMissing = ({ change }: Turn) =>
    (change.op === 'update' || change.op === 'trash') && trashed.has(change.id)
  const missing = wave.filter(isMissing)
  const live = wave.filter((turn) => !isMissing(turn))
  const written = await writeRecords(
    {
      changes: live.map(({ change }) => change),
      collection: model.slug,
      mode: 'strict',
      partial: true,
    },
    transaction,
  )

  return [
    ...missing.map(({ change, index }) => refused(index, change.id, recordErrors.NOT_FOUND({}))),
    ...live.map(({ change, index }, at): BulkResult => {
      const result = written[at]
      if (result?.ok !== true) {
        return refused(index, change.id, result?.error ?? recordErrors.NOT_FOUND({}))
      }

      return {
        ...(result.doc === null ? {} : { doc: result.doc }),
        id: result.id,
        index,
        ok: true,
      }
    }),
  ]
}

/** A record in the trash is restored or deleted, not changed: like everywhere, it is not found. */
async function trashedOf(
  transaction: Transaction,
  model: CollectionModel,
  wave: readonly Turn[],
): Promise<ReadonlySet<string>> {
  const ids = wave.flatMap(({ change }) => (change.op === 'create' ? [] : [change.id]))
  if (!model.trash || ids.length === 0) {
    return new Set()
  }
  const rows = await transaction.query<Row & { id: string }>(
    `select id from ${model.table} where tenant_id = $1::uuid and id = any($2::uuid[]) and deleted_at is not null`,
    [requireTenantScope().tenantId, ids],
  )

  return new Set(rows.map(({ id }) => id))
}

/** Runs in which no record comes twice: a later operation must see what an earlier one left. */
function wavesOf(turns: readonly Turn[]): Turn[][] {
  const waves: Turn[][] = []
  let seen = new Set<string>()
  for (const turn of turns) {
    const { id } = turn.change
    if (waves.length === 0 || (id !== undefined && seen.has(id))) {
      waves.push([])
      seen = new Set()
    }
    waves.at(-1)?.push(turn)
    if (id !== undefined) {
      seen.add(id)
    }
  }

  return waves
}

function changeOf(operation: unknown, model: CollectionModel): Change {
  const { data, id, op, version } = asRecord(operation, 'operation')
  switch (op) {
    case 'create':
      if (id !== undefined) {
        throw recordErrors.FIELD_PROTECTED({ field: 'id' })
      }

      return { data: asRecord(data ?? {}, 'data'), op }
    case 'delete':
    case 'restore':
    case 'trash':
      if (op !== 'delete' && !model.trash) {
        throw recordErrors.FIELD_INVALID({ field: 'op', reason: 'needs a collection with a trash' })
      }

      return { id: idOf(id), op }
    case 'update':
      if (version !== undefined && !Number.isSafeInteger(version)) {
        throw recordErrors.FIELD_INVALID({ field: 'version', reason: 'must be a whole number' })
      }

      return {
        data: asRecord(data ?? {}, 'data'),
        id: idOf(id),
        op,
        ...(version === undefined ? {} : { version: version as number }),
      }
    default:
      throw recordErrors.FIELD_INVALID({
        field: 'op',
        reason: 'must be create, update, trash, restore or delete',
      })
  }
}

function asRecord(value: unknown, field: string): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw recordErrors.FIELD_INVALID({ field, reason: 'must be an object' })
  }

  return value as Record<string, unknown>
}

function idOf(id: unknown): string {
  if (!isId(id)) {
    throw recordErrors.NOT_FOUND({})
  }

  return id.toLowerCase()
}

function refused(index: number, id: string | undefined, error: Error): BulkResult {
  return { error: describeFault(error), ...(id === undefined ? {} : { id }), index, ok: false }
}
