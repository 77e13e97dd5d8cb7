import type { Row, Statement, Transaction } from '../../kernel/db/index.ts'
import { database, planName } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { valueAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import type { CollectionModel, RecordDoc, WhereTree } from '../types.ts'
import { compilePage } from './compilePage.ts'
import { compileWhere } from './compileWhere.ts'
import { canHaveCursor, decodeCursor, encodeCursor } from './cursor.ts'
import { noteSensitive } from './noteSensitive.ts'
import { Parameters } from './parameters.ts'
import { readWithin } from './readWithin.ts'
import { selectList } from './selectList.ts'
import type { SortKey } from './sortKeys.ts'
import { sortKeys } from './sortKeys.ts'

/** What to read: a condition, an order and a page of one collection. */
export type RecordQuery = {
  /** A cursor: the page begins behind the record it names. */
  after?: string | undefined
  /** A cursor: the page ends before the record it names. */
  before?: string | undefined
  collection: string
  /** Default false: not counted, `totalDocs` is the length of the page. `capped` stops at `COUNT_CAP`. */
  count?: boolean | 'capped'
  /** Default false: true gives the page the cursors of its neighbours. */
  cursors?: boolean
  /** Rows in a page; default 10, 0 for all. */
  limit?: number
  /** Counted from 1; cursors ask for the page in another way. */
  page?: number
  sort?: readonly string[] | string | undefined
  where?: WhereTree | undefined
  /** Milliseconds after which `readRecords` stops reading outside a transaction. */
  within?: number
}

/** What is known about a page beside its records. */
export type PageFacts = {
  /** True where records follow in the order; known where the total or the cursors are. */
  hasMore: boolean
  /** Cursor of the page behind this one; null where there is none, or none was asked for. */
  nextCursor: string | null
  prevCursor: string | null
  totalDocs: number
  /** True where there are more than `totalDocs`. */
  totalIsCapped: boolean
}

/** A page of records. */
export type RecordPage = PageFacts & { docs: RecordDoc[] }

/** How far `count: 'capped'` counts. */
export const COUNT_CAP = 10_000

/** Reads a page in the tenant of the running code; on a given transaction, it sees its writes. */
export async function readRecords(
  query: RecordQuery,
  transaction?: Transaction,
): Promise<RecordPage> {
  const { texts, ...facts } = await readRecordTexts(query, transaction)

  return { ...facts, docs: texts.map((text) => JSON.parse(text) as RecordDoc) }
}

/** Like `readRecords`, but leaves each record as the JSON text that PostgreSQL wrote. */
export async function readRecordTexts(
  query: RecordQuery,
  transaction?: Transaction,
): Promise<PageFacts & { texts: string[] }> {
  const plan = planRead(query)
  const rows =
    transaction === undefined
      ? await readWithin(plan.statements, query.within)
      : await Promise.all(
          plan.statements.map((one) => transaction.query(one.text, one.values, one.name)),
        )

  return pageOf(query, plan, rows)
}

/** The page that the rows of a read's statements make, each record as its JSON text. */
export function pageOf(
  query: RecordQuery,
  plan: ReadPlan,
  [rows = [], counted]: readonly Row[][],
): PageFacts & { texts: string[] } {
  const found = plan.backward ? rows.slice(0, plan.limit).toReversed() : rows.slice(0, plan.limit)
  const total = counted === undefined ? found.length : Number(counted[0]?.['total'] ?? 0)
  const totalIsCapped = query.count === 'capped' && total > COUNT_CAP
  const totalDocs = totalIsCapped ? COUNT_CAP : total
  const isFurther =
    rows.length > found.length ||
    (!plan.looksAhead &&
      (plan.offset + found.length < total || (totalIsCapped && found.length === plan.limit)))
  const texts = found.map((row: Row) => String(row['doc']))
  noteSensitive(modelOf(query.collection), texts)

  return {
    ...cursorsOf(query, plan, { found, isFurther }),
    hasMore: plan.backward || isFurther,
    texts,
    totalDocs,
    totalIsCapped,
  }
}

/** The statements of a read: the page, then the count if it was asked for. */
export function compileRead(query: RecordQuery): Statement[] {
  return planRead(query).statements
}

/** How a page is read. */
export type ReadPlan = {
  backward: boolean
  limit: number | undefined
  /** True where one record more than the page tells whether there are any. */
  looksAhead: boolean
  offset: number
  order: readonly SortKey[]
  statements: Statement[]
}

/** Compiles a page: its statements and what is needed to make the page of their rows. */
export function planRead(query: RecordQuery): ReadPlan {
  const { tenantId } = requireTenantScope()
  const model = modelOf(query.collection)
  const parameters = new Parameters(tenantId)
  const condition = `t.tenant_id = ${parameters.tenant} and ${compileWhere(model, query.where, 't', parameters)}`
  const counted = [...parameters.values]
  const order = sortKeys(model, query.sort, 't', parameters)
  const limit = query.limit ?? 10
  const cursor = query.after ?? query.before
  const backward = query.after === undefined && query.before !== undefined
  const offset = cursor === undefined ? (Math.max(query.page ?? 1, 1) - 1) * limit : 0
  const looksAhead = limit > 0 && (cursor !== undefined || (query.cursors === true && !query.count))
  const window = {
    backward,
    limit: looksAhead ? limit + 1 : limit,
    offset,
    ...(cursor === undefined ? {} : { place: decodeCursor({ ...query, order }, cursor) }),
  }
  const page = compilePage(model, { condition, order, window }, parameters)
  const keys =
    query.cursors !== true || order.every(({ own }) => own)
      ? ''
      : `, json_build_array(${order.map(({ sql }) => sql).join(', ')})::text as keys`
  const text = `select ${selectList(model, 't')}::text as doc${keys} from ${page}`
  const name = namesOneRecord(query.where) ? planName(text) : undefined
  const statements = [
    { ...(name === undefined ? {} : { name }), text, values: parameters.values },
    ...(query.count === undefined || query.count === false
      ? []
      : [
          countStatement(
            { condition, model, values: counted },
            query.count === 'capped' ? COUNT_CAP : undefined,
          ),
        ]),
  ]

  return { backward, limit: limit === 0 ? undefined : limit, looksAhead, offset, order, statements }
}

function cursorsOf(
  query: RecordQuery,
  plan: ReadPlan,
  { found, isFurther }: { found: readonly Row[]; isFurther: boolean },
): Pick<PageFacts, 'nextCursor' | 'prevCursor'> {
  const [first] = found
  const last = found.at(-1)
  if (
    query.cursors !== true ||
    first === undefined ||
    last === undefined ||
    !canHaveCursor(plan.order)
  ) {
    return { nextCursor: null, prevCursor: null }
  }
  const hasNext = plan.backward || isFurther
  const hasPrevious = plan.backward ? isFurther : query.after !== undefined || plan.offset > 0

  return {
    nextCursor: hasNext ? cursorAt(query, plan, last) : null,
    prevCursor: hasPrevious ? cursorAt(query, plan, first) : null,
  }
}

/** The cursor that names the place of a row of a page. */
export function cursorAt(query: RecordQuery, plan: ReadPlan, row: Row): string {
  return encodeCursor({ ...query, order: plan.order }, valuesOf(row, plan.order))
}

/** The values a row is sorted by: most orders find them in its JSON, where instants are exact. */
function valuesOf(row: Row, order: readonly SortKey[]): readonly unknown[] {
  if (typeof row['keys'] === 'string') {
    return JSON.parse(row['keys']) as unknown[]
  }
  const doc = JSON.parse(String(row['doc'])) as RecordDoc

  return order.map(({ path }) => valueAt(doc, path) ?? null)
}

function countStatement(
  counted: { condition: string; model: CollectionModel; values: readonly unknown[] },
  most: number | undefined,
): Statement {
  const { condition, model, values } = counted
  const text =
    most === undefined
      ? `select count(*)::bigint as total from ${model.table} t where ${condition}`
      : `select count(*)::bigint as total from (select from ${model.table} t where ${condition} limit ${most + 1}) c`

  return { text, values }
}

/**
 * True for a condition that includes an id: its plan is the same for every value, so it can be kept.
 * The plan of a list cannot: for a tenant of many rows it must not be the one of a tenant of few.
 */
function namesOneRecord(where: WhereTree | undefined): boolean {
  const { and, id } = where ?? {}
  const isEqual = id !== null && typeof id === 'object' && 'equals' in id

  return isEqual || (Array.isArray(and) && and.some((one) => namesOneRecord(one)))
}

/**
 * Counts the records that a condition meets; with `most`, no further than one beyond it, so that
 * counting stays quick where there are very many.
 */
export async function countRecords(
  query: Pick<RecordQuery, 'collection' | 'where'> & { most?: number },
  transaction?: Transaction,
): Promise<number> {
  const { tenantId } = requireTenantScope()
  const model = modelOf(query.collection)
  const parameters = new Parameters(tenantId)
  const condition = `t.tenant_id = ${parameters.tenant} and ${compileWhere(model, query.where, 't', parameters)}`
  const { text, values } = countStatement(
    { condition, model, values: parameters.values },
    query.most,
  )
  const [rows = []] =
    transaction === undefined
      ? await database().read([{ text, values: values ?? [] }])
      : [await transaction.query(text, values)]

  return Number(rows[0]?.['total'] ?? 0)
}
