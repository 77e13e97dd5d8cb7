import { recordChanges } from '../../events/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { database, planName } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import type { TenantScope } from '../../kernel/scope/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { recordErrors } from '../errors.ts'
import { valueAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import { selectList } from '../read/selectList.ts'
import type {
  Change,
  CollectionModel,
  PendingChange,
  RecordDoc,
  RuleContext,
  WriteResult,
} from '../types.ts'
import { changeRows } from './changeRows.ts'
import { mapWriteError } from './mapWriteError.ts'
import type { InputMode } from './prepareChange.ts'
import { changedFields, prepareChange, requireValues } from './prepareChange.ts'
import { deleteRows, insertRows, updateRows } from './storeRows.ts'

/** Who writes and how far their role reaches; absent means code of ours, which may do all. */
export type WriteRights = {
  create: 'all' | 'none' | 'own'
  delete: 'all' | 'none' | 'own'
  update: 'all' | 'none' | 'own'
}

/** A batch of changes to one collection. */
export type WriteRequest = {
  changes: readonly Change[]
  collection: string
  /** Default `trusted`. */
  mode?: InputMode
  /** True: a refused change is reported and the others are written. Default: all or nothing. */
  partial?: boolean
  rights?: WriteRights
}

/**
 * The one way records change: rights, validation, the collection's rules, one set of statements and
 * one change row per record, in one transaction of the running tenant. Without `partial` the first
 * refusal is thrown and nothing is written; with it every change gets its own true result.
 */
export async function writeRecords(
  request: WriteRequest,
  transaction?: Transaction,
): Promise<WriteResult[]> {
  const scope = requireTenantScope()
  const model = modelOf(request.collection)
  const run = async (tx: Transaction) => {
    if (request.partial !== true) {
      return writeBatch(model, request, scope, tx)
    }
    try {
      return await tx.savepoint(() => writeBatch(model, request, scope, tx))
    } catch (error) {
      if (!isRowFault(error)) {
        throw error
      }

      return await writeOneByOne(model, request, scope, tx)
    }
  }

  return transaction === undefined ? database().transaction(run) : run(transaction)
}

/** Writes one change and gives the record as it stands, or null when it is gone. */
export async function writeRecord(
  request: Omit<WriteRequest, 'changes' | 'partial'> & { change: Change },
  transaction?: Transaction,
): Promise<RecordDoc | null> {
  const { change, ...rest } = request
  const [result] = await writeRecords({ ...rest, changes: [change] }, transaction)

  return result?.ok === true ? result.doc : null
}

/** True for faults of a row's own making; a lost connection must not be retried row by row. */
function isRowFault(error: unknown): boolean {
  return isTenonError(error) && error.status < 500
}

async function writeOneByOne(
  model: CollectionModel,
  request: WriteRequest,
  scope: TenantScope,
  transaction: Transaction,
): Promise<WriteResult[]> {
  const results: WriteResult[] = []
  for (const change of request.changes) {
    try {
      const single = { ...request, changes: [change], partial: false }
      results.push(
        ...(await transaction.savepoint(() => writeBatch(model, single, scope, transaction))),
      )
    } catch (error) {
      if (!isRowFault(error)) {
        throw error
      }
      results.push({ error: error as Error, id: change.id, ok: false, op: change.op })
    }
  }

  return results
}

async function writeBatch(
  model: CollectionModel,
  request: WriteRequest,
  scope: TenantScope,
  transaction: Transaction,
): Promise<WriteResult[]> {
  const now = new Date()
  const standing = await lockRecords(model, request.changes, scope.tenantId, transaction)
  const context: RuleContext = {
    now,
    tenantId: scope.tenantId,
    transaction,
    userId: scope.userId,
  }
  const pending = request.changes.map((change) => {
    const before = change.op === 'create' ? null : (standing.get(change.id) ?? null)
    admit(model, change, before, request.rights, scope)

    return {
      ...prepareChange(model, change, before, {
        mode: request.mode ?? 'trusted',
        now: now.toISOString(),
      }),
      refuse: (error: Error) => {
        throw error
      },
    }
  })
  for (const rules of model.rules) {
    await rules.prepare?.(pending, context)
  }
  const written = settle(model, pending, now)
  await store(model, written, scope, transaction)
  for (const rules of model.rules) {
    await rules.effects?.(written, context)
  }

  return pending.map((change) => ({ doc: change.after, id: change.id, ok: true, op: change.op }))
}

/** Validates what the rules left, drops updates that change nothing, and moves the version on. */
function settle(model: CollectionModel, pending: PendingChange[], now: Date): PendingChange[] {
  return pending.filter((change) => {
    if (change.after === null) {
      return true
    }
    requireValues(model, change.after)
    if (change.before === null) {
      return true
    }
    if (changedFields(model, change.before, change.after).length === 0) {
      return false
    }
    change.after['updatedAt'] = now.toISOString()
    if (model.tracked) {
      change.after['version'] = Number(change.before['version'] ?? 0) + 1
    }

    return true
  })
}

async function store(
  model: CollectionModel,
  written: readonly PendingChange[],
  scope: TenantScope,
  transaction: Transaction,
): Promise<void> {
  const created = written.filter((change) => change.before === null)
  const updated = written.filter((change) => change.before !== null && change.after !== null)
  const deleted = written.filter((change) => change.after === null)
  const docs = (changes: readonly PendingChange[]) =>
    changes.flatMap((change) => (change.after === null ? [] : [change.after]))
  const sent: Promise<void>[] = []
  if (created.length > 0) {
    sent.push(insertRows(model, docs(created), scope.tenantId, transaction))
  }
  if (updated.length > 0) {
    const touched = new Set(
      updated.flatMap((change) =>
        change.before === null || change.after === null
          ? []
          : changedFields(model, change.before, change.after),
      ),
    )
    sent.push(updateRows(model, [...touched], docs(updated), scope.tenantId, transaction))
  }
  if (deleted.length > 0) {
    const ids = deleted.map((change) => change.id)
    sent.push(deleteRows(model, ids, scope.tenantId, transaction))
  }
  if (model.tracked && written.length > 0) {
    sent.push(recordChanges(transaction, changeRows(model, written)))
  }
  try {
    await allSettledInOrder(sent)
  } catch (error) {
    throw mapWriteError(model, error)
  }
}

/** Waits for every pipelined statement, then throws the first failure: later ones only echo it. */
async function allSettledInOrder(sent: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(sent)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') {
      throw outcome.reason
    }
  }
}

async function lockRecords(
  model: CollectionModel,
  changes: readonly Change[],
  tenantId: string,
  transaction: Transaction,
): Promise<Map<string, RecordDoc>> {
  const ids = changes.flatMap((change) => (change.op === 'create' ? [] : [change.id]))
  if (ids.length === 0) {
    return new Map()
  }
  // Locked in one order everywhere, so that two batches over the same records cannot deadlock.
  const text = `select ${selectList(model, 't')}::text as doc from ${model.table} t where t.tenant_id = $1::uuid and t.id = any($2::uuid[]) order by t.id for update`
  const rows = await transaction.query<{ doc: string }>(text, [tenantId, ids], planName(text))

  return new Map(
    rows.map((row) => {
      const doc = JSON.parse(row.doc) as RecordDoc

      return [doc.id, doc]
    }),
  )
}

function admit(
  model: CollectionModel,
  change: Change,
  before: RecordDoc | null,
  rights: WriteRights | undefined,
  scope: TenantScope,
): void {
  const action =
    change.op === 'create'
      ? 'create'
      : change.op === 'update' || change.op === 'restore'
        ? 'update'
        : 'delete'
  if (rights?.[action] === 'none') {
    throw recordErrors.FORBIDDEN({ action })
  }
  if (change.op === 'create') {
    return
  }
  if (before === null) {
    throw recordErrors.NOT_FOUND({})
  }
  const owner = model.ownerField === undefined ? undefined : valueAt(before, model.ownerField)
  if (rights?.[action] === 'own' && owner !== scope.userId) {
    throw recordErrors.FORBIDDEN({ action })
  }
  if (change.op === 'update' && change.version !== undefined) {
    const current = Number(before['version'] ?? 0)
    if (current !== change.version) {
      throw recordErrors.VERSION_CONFLICT({ current, expected: change.version })
    }
  }
}
