import type { Change, CollectionModel, RecordDoc } from '../../collection/index.ts'
import { hiddenPaths, levelHere, modelOf, readRecords } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import type { ImportStore } from '../types.ts'
import { externalSources, findExternal, linkExternal } from './externalIds.ts'
import { findByField, greatestOf } from './findByField.ts'
import { writeAsPerson, writeMissing } from './writeAsPerson.ts'

const LOCK = "select pg_advisory_xact_lock(hashtextextended('tenon.import:' || $1, 0))"
const MAX_NAMES = 20_000

/**
 * The records of the running tenant on a transaction, read and written the one way there is and, where
 * the scope carries a person's rights, as far as these reach.
 */
export function openRecordStore(transaction: Transaction): ImportStore {
  const readable: ImportStore['readable'] = (collection, ids) =>
    readableIds(transaction, collection, ids)

  return {
    externalSources: (collection) => externalSources(transaction, collection),
    find: async (args) => {
      // A hidden value must not be found out by asking for it.
      if (hiddenPaths(modelOf(args.collection)).has(args.field)) {
        return new Map()
      }
      const found = await findByField(transaction, args)
      const seen = await readable(args.collection, [...found.values()].flat())

      return narrowed(found, seen)
    },
    findExternal: (args) => findExternal(transaction, args),
    first: (collection) => firstOf(transaction, collection),
    greatest: (args) => greatestOf(transaction, args),
    linkExternal: (args) => linkExternal(transaction, args),
    lockCreation: async () => {
      await transaction.query(LOCK, [requireTenantScope().tenantId])
    },
    model: modelOf,
    names: (collection) => namesOf(transaction, modelOf(collection)),
    read: (collection, ids) => readByIds(transaction, collection, ids),
    readable,
    undone: (work) => runUndone(transaction, work),
    write: (collection, changes) =>
      writeAsPerson(transaction, collection, ownedHere(collection, changes)),
    writeMissing: (collection, changes) =>
      writeMissing(transaction, collection, ownedHere(collection, changes)),
  }
}

/** The ids that stand for records the person of the scope may read; all of them where nobody is bound. */
async function readableIds(
  transaction: Transaction,
  collection: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const level = levelHere(modelOf(collection), 'read')
  if (level === 'all' || ids.length === 0) {
    return new Set(ids)
  }

  return level === 'none'
    ? new Set()
    : new Set((await readByIds(transaction, collection, ids)).keys())
}

async function readByIds(
  transaction: Transaction,
  collection: string,
  ids: readonly string[],
): Promise<Map<string, RecordDoc>> {
  if (ids.length === 0) {
    return new Map()
  }
  const { docs } = await readRecords(
    { collection, limit: 0, where: { id: { in: [...ids] } } },
    transaction,
  )

  return new Map(docs.map((doc) => [doc.id, doc]))
}

function narrowed(
  found: ReadonlyMap<string, readonly string[]>,
  seen: ReadonlySet<string>,
): Map<string, string[]> {
  const kept = new Map<string, string[]>()
  for (const [value, ids] of found) {
    const left = ids.filter((id) => seen.has(id))
    if (left.length > 0) {
      kept.set(value, left)
    }
  }

  return kept
}

async function namesOf(
  transaction: Transaction,
  model: CollectionModel,
): Promise<{ id: string; name: string }[]> {
  const { docs } = await readRecords(
    { collection: model.slug, limit: MAX_NAMES, sort: 'id' },
    transaction,
  )

  return docs.flatMap((doc) => {
    const name = doc[model.title]

    return typeof name === 'string' && name !== '' ? [{ id: doc.id, name }] : []
  })
}

/** Who may only make records of their own makes those of a file that names no owner their own. */
function ownedHere(collection: string, changes: readonly Change[]): readonly Change[] {
  const model = modelOf(collection)
  const { ownerField } = model
  const { userId } = requireTenantScope()
  const level = levelHere(model, 'create')
  if (ownerField === undefined || userId === null || (level !== 'own' && level !== 'team')) {
    return changes
  }

  return changes.map((change) =>
    change.op === 'create' && change.data[ownerField] === undefined
      ? { ...change, data: { ...change.data, [ownerField]: userId } }
      : change,
  )
}

async function firstOf(transaction: Transaction, collection: string): Promise<string | null> {
  const oldest = { collection, limit: 1, sort: 'createdAt' }
  const marked = modelOf(collection).byPath.has('isDefault')
    ? await readRecords({ ...oldest, where: { isDefault: { equals: true } } }, transaction)
    : undefined
  const page =
    marked === undefined || marked.docs.length === 0
      ? await readRecords(oldest, transaction)
      : marked

  return page.docs[0]?.id ?? null
}

async function runUndone<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  const outcome: { result?: T } = {}
  try {
    await transaction.savepoint(async () => {
      outcome.result = await work()
      throw importsErrors.DRY_RUN_UNDONE({})
    })
  } catch (error) {
    if (!isTenonError(error, 'IMPORTS_DRY_RUN_UNDONE')) {
      throw error
    }
  }

  return outcome.result as T
}
