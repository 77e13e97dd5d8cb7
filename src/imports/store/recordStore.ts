import type { Change, WriteResult } from '../../collection/index.ts'
import { modelOf, readRecords, writeRecords } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { importsErrors } from '../errors.ts'
import type { ImportStore } from '../types.ts'
import { findExternal, linkExternal } from './externalIds.ts'
import { findByField, greatestOf } from './findByField.ts'

const LOCK = "select pg_advisory_xact_lock(hashtextextended('tenon.import:' || $1, 0))"

/** The records of the running tenant on a transaction, read and written the one way there is. */
export function openRecordStore(transaction: Transaction): ImportStore {
  return {
    find: (args) => findByField(transaction, args),
    findExternal: (args) => findExternal(transaction, args),
    first: (collection) => firstOf(transaction, collection),
    greatest: (args) => greatestOf(transaction, args),
    linkExternal: (args) => linkExternal(transaction, args),
    lockCreation: async () => {
      await transaction.query(LOCK, [requireTenantScope().tenantId])
    },
    model: modelOf,
    read: async (collection, ids) => {
      if (ids.length === 0) {
        return new Map()
      }
      const { docs } = await readRecords(
        { collection, limit: 0, where: { id: { in: [...ids] } } },
        transaction,
      )

      return new Map(docs.map((doc) => [doc.id, doc]))
    },
    undone: (work) => runUndone(transaction, work),
    write: (collection, changes) => writeHalves(transaction, collection, changes),
  }
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

// A refused row is found by halving, so that few bad rows cost little and the others stay a batch.
async function writeHalves(
  transaction: Transaction,
  collection: string,
  changes: readonly Change[],
): Promise<WriteResult[]> {
  const [only] = changes
  if (only === undefined) {
    return []
  }
  try {
    return await transaction.savepoint(() => writeRecords({ changes, collection }, transaction))
  } catch (error) {
    if (!isTenonError(error) || error.status >= 500) {
      throw error
    }
    if (changes.length === 1) {
      return [{ error, id: only.id, ok: false, op: only.op }]
    }
    const half = Math.ceil(changes.length / 2)

    return [
      ...(await writeHalves(transaction, collection, changes.slice(0, half))),
      ...(await writeHalves(transaction, collection, changes.slice(half))),
    ]
  }
}
