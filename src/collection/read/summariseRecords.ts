import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { recordErrors } from '../errors.ts'
import { modelOf } from '../model/registry.ts'
import type { WhereTree } from '../types.ts'
import { sortExpression } from './compileSort.ts'
import { compileWhere } from './compileWhere.ts'
import { Parameters } from './parameters.ts'

/** One group of a summary; `sum` is null where it was not asked for. */
export type SummaryGroup = { count: number; key: unknown; sum: number | null }

const MAX_GROUPS = 1000

/** Counts the records that meet a condition per value of `by`, and sums a number field of them. */
export async function summariseRecords(query: {
  by: string
  collection: string
  sum?: string
  where?: WhereTree
}): Promise<SummaryGroup[]> {
  const { tenantId } = requireTenantScope()
  const model = modelOf(query.collection)
  const parameters = new Parameters(tenantId)
  const summed = query.sum === undefined ? undefined : model.byPath.get(query.sum)
  if (query.sum !== undefined && summed?.kind !== 'integer' && summed?.kind !== 'number') {
    throw recordErrors.QUERY_INVALID({ reason: `"${query.sum}" is not a number to sum` })
  }
  const key = sortExpression(model, query.by, 't', parameters)
  const condition = compileWhere(model, query.where, 't', parameters)
  const sum = summed === undefined ? 'null' : `sum(g."${summed.column}")`
  const [rows = []] = await database().read([
    {
      text: `select g.key, count(*)::bigint as count, ${sum}::double precision as sum from (select ${key} as key${summed === undefined ? '' : `, t."${summed.column}"`} from ${model.table} t where t.tenant_id = ${parameters.tenant} and ${condition}) g group by g.key order by count(*) desc, g.key limit ${MAX_GROUPS}`,
      values: parameters.values,
    },
  ])

  return rows.map((row) => ({
    count: Number(row['count']),
    key: row['key'],
    sum: row['sum'] === null ? null : Number(row['sum']),
  }))
}
