import type {
  BaseDatabaseAdapter,
  DatabaseAdapterObj,
  PaginatedDocs,
  Payload,
  PayloadRequest,
  Where,
} from 'payload'
import { createDatabaseAdapter } from 'payload'

import type { Transaction } from '../../kernel/db/index.ts'
import { recordErrors } from '../errors.ts'
import { valueAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import { COUNT_CAP, countRecords, readRecords } from '../read/readRecords.ts'
import type { Change, RecordDoc, WhereTree } from '../types.ts'
import { writeRecord } from '../write/writeRecords.ts'
import { beginSession, commitSession, noteWrite, rollbackSession, sessionOf } from './sessions.ts'
import { toPayloadError } from './toPayloadError.ts'

type RequestPart = Partial<PayloadRequest> | undefined

/**
 * Payload's database adapter over the record store: Payload never writes SQL. Documents go through
 * `writeRecords` and reads through `readRecords`, on the request's own transaction where it has one.
 */
export function tenonAdapter(): DatabaseAdapterObj {
  return {
    defaultIDType: 'text',
    init: ({ payload }) => createAdapter(payload),
    name: 'tenon',
  }
}

function createAdapter(payload: Payload): BaseDatabaseAdapter {
  return createDatabaseAdapter({
    allowIDOnCreate: false,
    beginTransaction: beginSession,
    commitTransaction: commitSession,
    defaultIDType: 'text',
    migrationDir: 'migrations',
    name: 'tenon',
    packageName: 'tenon',
    payload,
    rollbackTransaction: rollbackSession,
    sessions: {},
    ...reads,
    ...writes,
    ...unsupported,
  } as unknown as BaseDatabaseAdapter)
}

const reads = {
  count: async (args: ReadArgs) => {
    const query = { ...queryOf(args), most: COUNT_CAP }

    return { totalDocs: Math.min(await countRecords(query, await sessionOf(args.req)), COUNT_CAP) }
  },
  find: (args: ReadArgs) => findPage(args),
  findDistinct: async (args: ReadArgs & { field: string }) => {
    const page = await findPage({ ...args, limit: 1000, pagination: false })
    const values = [...new Set(page.docs.map((doc) => valueAt(doc, args.field)))]

    return { ...page, values: values.map((value) => ({ [args.field]: value })) }
  },
  findOne: async (args: ReadArgs) => {
    const { docs } = await readRecords({ ...queryOf(args), limit: 1 }, await sessionOf(args.req))

    return docs[0] ?? null
  },
  queryDrafts: (args: ReadArgs) => findPage(args),
}

const writes = {
  create: (args: WriteArgs) => write(args, { data: args.data, op: 'create' }),
  deleteMany: async (args: ReadArgs) => {
    for (const id of await matchingIds(args)) {
      await write(args, { id, op: 'delete' })
    }
  },
  deleteOne: async (args: ReadArgs) => {
    const [id] = await matchingIds({ ...args, limit: 1 })
    const before = id === undefined ? null : await reads.findOne(args)
    if (id !== undefined) {
      await write(args, { id, op: 'delete' })
    }

    return before
  },
  updateMany: async (args: ReadArgs & WriteArgs) => {
    const docs = []
    for (const id of await matchingIds(args)) {
      docs.push(await write(args, changeOf(id, args.data)))
    }

    return docs
  },
  updateOne: async (args: ReadArgs & WriteArgs & { id?: number | string }) => {
    const id =
      args.id === undefined ? (await matchingIds({ ...args, limit: 1 }))[0] : String(args.id)

    return id === undefined ? null : update(args, id)
  },
  upsert: async (args: ReadArgs & WriteArgs) => {
    const [id] = await matchingIds({ ...args, limit: 1 })

    return write(
      args,
      id === undefined ? { data: args.data, op: 'create' } : changeOf(id, args.data),
    )
  },
}

const refuse = (feature: string) => () => {
  throw recordErrors.UNSUPPORTED({ feature })
}

const unsupported = {
  countGlobalVersions: refuse('versions'),
  countVersions: refuse('versions'),
  createGlobal: refuse('globals'),
  createGlobalVersion: refuse('versions'),
  createVersion: refuse('versions'),
  deleteVersions: refuse('versions'),
  findGlobal: refuse('globals'),
  findGlobalVersions: refuse('versions'),
  findVersions: refuse('versions'),
  updateGlobal: refuse('globals'),
  updateGlobalVersion: refuse('versions'),
  updateVersion: refuse('versions'),
}

type ReadArgs = {
  collection: string
  limit?: number
  page?: number
  pagination?: boolean
  req?: RequestPart
  sort?: string | string[]
  where?: Where
}

type WriteArgs = { collection: string; data: Record<string, unknown>; req?: RequestPart }

function queryOf(args: ReadArgs) {
  return {
    collection: args.collection,
    sort: args.sort,
    where: args.where as WhereTree | undefined,
  }
}

async function findPage(args: ReadArgs): Promise<PaginatedDocs<RecordDoc>> {
  const limit = args.limit ?? 10
  const page = args.page ?? 1
  const counted = args.pagination !== false && limit > 0
  const { docs, ...facts } = await readRecords(
    { ...queryOf(args), count: counted && 'capped', limit, page },
    await sessionOf(args.req),
  )

  return paginate(docs, { ...facts, limit: limit === 0 ? facts.totalDocs : limit, page })
}

/**
 * Wraps a page in the envelope of Payload's REST answers; where the total was not counted to its end,
 * `totalIsCapped` says so and the pages go on as long as records follow.
 */
export function paginate<T>(
  docs: T[],
  facts: {
    hasMore?: boolean
    limit: number
    page: number
    totalDocs: number
    totalIsCapped?: boolean
  },
): PaginatedDocs<T> & { totalIsCapped?: true } {
  const { hasMore = false, limit, page, totalDocs, totalIsCapped = false } = facts
  const counted = limit > 0 ? Math.max(Math.ceil(totalDocs / limit), 1) : 1
  const totalPages = totalIsCapped ? Math.max(counted, hasMore ? page + 1 : page) : counted

  return {
    docs,
    hasNextPage: page < totalPages,
    hasPrevPage: page > 1,
    limit,
    nextPage: page < totalPages ? page + 1 : null,
    page,
    pagingCounter: (page - 1) * limit + 1,
    prevPage: page > 1 ? page - 1 : null,
    totalDocs,
    ...(totalIsCapped ? { totalIsCapped } : {}),
    totalPages,
  }
}

async function matchingIds(args: ReadArgs): Promise<string[]> {
  const { docs } = await readRecords(
    { ...queryOf(args), limit: args.limit ?? 0 },
    await sessionOf(args.req),
  )

  return docs.map((doc) => doc.id)
}

/** A document that came whole may have been moved to the trash, or out of it, along with its fields. */
async function update(args: WriteArgs, id: string): Promise<RecordDoc | null> {
  const change = changeOf(id, args.data)
  const doc = await write(args, change)
  const isWanted = Boolean(args.data['deletedAt'])
  if (
    change.op !== 'update' ||
    doc === null ||
    !('deletedAt' in args.data) ||
    !modelOf(args.collection).trash ||
    isWanted === Boolean(doc['deletedAt'])
  ) {
    return doc
  }

  return write(args, { id, op: isWanted ? 'trash' : 'restore' })
}

/** Payload trashes and restores by writing `deletedAt`; the store has acts of its own for that. */
function changeOf(id: string, data: Record<string, unknown>): Change {
  const keys = Object.keys(data)
  if (
    keys.includes('deletedAt') &&
    keys.every((key) => key === 'deletedAt' || key === 'updatedAt')
  ) {
    return { id, op: data['deletedAt'] ? 'trash' : 'restore' }
  }

  return { data, id, op: 'update' }
}

async function write(
  args: { collection: string; req?: RequestPart },
  change: Change,
): Promise<RecordDoc | null> {
  const transaction: Transaction | undefined = await sessionOf(args.req)
  try {
    const doc = await writeRecord(
      { change, collection: args.collection, mode: 'form' },
      transaction,
    )
    await noteWrite(args.req)

    return doc
  } catch (error) {
    throw toPayloadError(error)
  }
}
