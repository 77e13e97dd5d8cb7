import type { Row, Statement, Transaction } from '../../kernel/db/index.ts'
import { database, planName } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { modelOf } from '../model/registry.ts'
import type { RecordDoc, WhereTree } from '../types.ts'
import { compileSort } from './compileSort.ts'
import { compileWhere } from './compileWhere.ts'
import { Parameters } from './parameters.ts'
import { selectList } from './selectList.ts'

/** What to read: a condition, an order and a page of one collection. */
export type RecordQuery = {
  collection: string
  /** Default false: the total is not counted and `totalDocs` is the length of the page. */
  count?: boolean
  /** Rows in a page; default 10, 0 for all. */
  limit?: number
  /** Counted from 1. */
  page?: number
  sort?: readonly string[] | string | undefined
  where?: WhereTree | undefined
}

/** A page of records. */
export type RecordPage = { docs: RecordDoc[]; totalDocs: number }

/** Reads a page in the tenant of the running code; on a given transaction, it sees its writes. */
export async function readRecords(
  query: RecordQuery,
  transaction?: Transaction,
): Promise<RecordPage> {
  const { texts, totalDocs } = await readRecordTexts(query, transaction)

  return { docs: texts.map((text) => JSON.parse(text) as RecordDoc), totalDocs }
}

/** Like `readRecords`, but leaves each record as the JSON text that PostgreSQL wrote. */
export async function readRecordTexts(
  query: RecordQuery,
  transaction?: Transaction,
): Promise<{ texts: string[]; totalDocs: number }> {
  const statements = compileRead(query)
  const [rows = [], counted] =
    transaction === undefined
      ? await database().read(statements)
      : await Promise.all(
          statements.map((one) => transaction.query(one.text, one.values, one.name)),
        )

  return {
    texts: rows.map((row: Row) => String(row['doc'])),
    totalDocs: counted === undefined ? rows.length : Number(counted[0]?.['total'] ?? 0),
  }
}

/** The statements of a read: the page, then the count if it was asked for. */
export function compileRead(query: RecordQuery): Statement[] {
  const { tenantId } = requireTenantScope()
  const model = modelOf(query.collection)
  const parameters = new Parameters(tenantId)
  const condition = `t.tenant_id = ${parameters.tenant} and ${compileWhere(model, query.where, 't', parameters)}`
  const counted = [...parameters.values]
  const order = compileSort(model, query.sort, 't', parameters)
  const limit = query.limit ?? 10
  const page = Math.max(query.page ?? 1, 1)
  const window =
    limit === 0
      ? ''
      : ` limit ${parameters.add(limit, 'bigint')} offset ${parameters.add((page - 1) * limit, 'bigint')}`

  const text = `select ${selectList(model, 't')}::text as doc from ${model.table} t where ${condition} order by ${order}${window}`
  const name = namesOneRecord(query.where) ? planName(text) : undefined

  return [
    { ...(name === undefined ? {} : { name }), text, values: parameters.values },
    ...(query.count === true
      ? [
          {
            text: `select count(*)::bigint as total from ${model.table} t where ${condition}`,
            values: counted,
          },
        ]
      : []),
  ]
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

/** Counts the records that a condition meets. */
export async function countRecords(
  query: Pick<RecordQuery, 'collection' | 'where'>,
  transaction?: Transaction,
): Promise<number> {
  const { tenantId } = requireTenantScope()
  const model = modelOf(query.collection)
  const parameters = new Parameters(tenantId)
  const condition = compileWhere(model, query.where, 't', parameters)
  const text = `select count(*)::bigint as total from ${model.table} t where t.tenant_id = ${parameters.tenant} and ${condition}`
  const [rows = []] =
    transaction === undefined
      ? await database().read([{ text, values: parameters.values }])
      : [await transaction.query(text, parameters.values)]

  return Number(rows[0]?.['total'] ?? 0)
}
