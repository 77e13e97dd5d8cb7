import { recordChanges } from '../../events/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { database, planName } from '../../kernel/db/index.ts'
import type { TenantScope } from '../../kernel/scope/index.ts'
import { requireTenantScope, runUnrestricted } from '../../kernel/scope/index.ts'
import { activeRules } from '../model/moduleGate.ts'
import { copyRecord, dropAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import { selectWhole } from '../read/selectList.ts'
import type {
  Change,
  CollectionModel,
  CollectionRules,
  PendingChange,
  RecordDoc,
  RuleContext,
  WriteResult,
} from '../types.ts'
import { admitChanges, checkBirths } from './admitChanges.ts'
import { changeRows } from './changeRows.ts'
import { mapWriteError } from './mapWriteError.ts'
import type { InputMode } from './prepareChange.ts'
import { changedFields, limitsOf, prepareChange, requireValues } from './prepareChange.ts'
import { requireRoomForBirths } from './requireRoomForBirths.ts'
import { deleteRows, insertRows, updateRows } from './storeRows.ts'
import { writeInHalves } from './writeInHalves.ts'

/** A batch of changes to one collection. */
export type WriteRequest = {
  changes: readonly Change[]
  collection: string
  /** Default `trusted`: code of ours, whatever the person of the running scope may do. */
  mode?: InputMode
  /** True: a refused change is reported and the others are written. Default: all or nothing. */
  partial?: boolean
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

    return writeInHalves(request.changes, tx, (changes) =>
      writeBatch(model, { ...request, changes }, scope, tx),
    )
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

async function writeBatch(
  model: CollectionModel,
  request: WriteRequest,
  scope: TenantScope,
  transaction: Transaction,
): Promise<WriteResult[]> {
  const now = new Date()
  const standing = await lockRecords(model, request.changes, scope.tenantId, transaction)
  const mode = request.mode ?? 'trusted'
  const context: RuleContext = {
    ...(scope.access === undefined ? {} : { access: scope.access }),
    now,
    tenantId: scope.tenantId,
    transaction,
    userId: scope.userId,
  }
  await requireRoomForBirths(model, { changes: request.changes, mode }, transaction)
  const admission = { isTrusted: mode === 'trusted', tenantId: scope.tenantId, transaction }
  const admit = await admitChanges(model, standing, admission)
  const limits = limitsOf(model, mode)
  const pending = request.changes.map((change) => {
    const before = change.op === 'create' ? null : (standing.get(change.id) ?? null)
    admit(change, before)

    return {
      ...prepareChange(model, change, before, { ...limits, mode, now: now.toISOString() }),
      refuse: (error: Error) => {
        throw error
      },
    }
  })
  await runRules(model, (rules) => rules.prepare?.(pending, context))
  await checkBirths(model, admission)(pending)
  const written = settle(model, pending, now)
  await store(model, written, scope, transaction)
  await runRules(model, (rules) => rules.effects?.(written, context))

  return pending.map((change) => ({
    doc: withoutHidden(change.after, limits.hidden),
    id: change.id,
    ok: true,
    op: change.op,
  }))
}

/** Rules see and do what the person may not: they keep the books, whoever writes. */
async function runRules(
  model: CollectionModel,
  run: (rules: CollectionRules) => Promise<void> | undefined,
): Promise<void> {
  await runUnrestricted(async () => {
    for (const rules of activeRules(model)) {
      await run(rules)
    }
  })
}

function withoutHidden(doc: RecordDoc | null, hidden: ReadonlySet<string>): RecordDoc | null {
  if (doc === null || hidden.size === 0) {
    return doc
  }
  const shown = copyRecord(doc)
  hidden.forEach((path) => {
    dropAt(shown, path)
  })

  return shown
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
  const text = `select ${selectWhole(model, 't')}::text as doc from ${model.table} t where t.tenant_id = $1::uuid and t.id = any($2::uuid[]) order by t.id for update`
  const rows = await transaction.query<{ doc: string }>(text, [tenantId, ids], planName(text))

  return new Map(
    rows.map((row) => {
      const doc = JSON.parse(row.doc) as RecordDoc

      return [doc.id, doc]
    }),
  )
}
