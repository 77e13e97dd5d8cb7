import { requireTenantScope } from '../../kernel/scope/index.ts'
import { modelOf } from '../model/registry.ts'
import type { WhereTree } from '../types.ts'
import { compileSummary } from './compileSummary.ts'
import { readWithin } from './readWithin.ts'

/** What of the records that share a value a number is made of. */
export type Measure = 'avg' | 'max' | 'min' | 'sum'

/** The lengths of time that dates can be put together by. */
export type Period = (typeof PERIODS)[number]

/** What to count and to reckon, and by which values. */
export type SummaryQuery = {
  /** One or two paths of fields, over relations too. */
  by: readonly string[]
  collection: string
  /** Most groups; default and bound 1000. */
  limit?: number
  /** Paths of number fields, by what is made of them. */
  measures?: Readonly<Partial<Record<Measure, readonly string[]>>>
  /** Puts dates and instants among `by` together; their keys are the first day of each. */
  period?: Period | undefined
  /** IANA name of the zone whose days instants belong to; default UTC. */
  timeZone?: string
  where?: WhereTree
  /** Milliseconds after which the reading stops. */
  within?: number
}

/** One group of a summary; `sum` is of the first summed field, null where none was asked for. */
export type SummaryGroup = {
  avgs?: Readonly<Record<string, number | null>>
  count: number
  /** By summed field, what it comes to in each currency; only where there are several. */
  currencies?: Readonly<Record<string, Readonly<Record<string, number>>>>
  key: unknown
  /** Where the records are grouped by two values. */
  keys?: readonly unknown[]
  /** What the related record is called, where the records are grouped by a relation. */
  label?: string | null
  labels?: readonly (string | null)[]
  maxs?: Readonly<Record<string, number | string | null>>
  mins?: Readonly<Record<string, number | string | null>>
  sum: number | null
  /** By field, where more than one is summed. */
  sums?: Readonly<Record<string, number | null>>
}

/** The lengths of time that dates can be put together by, the shortest first. */
export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const

const MAX_GROUPS = 1000

/**
 * Counts the records that meet a condition by the values of one or two fields and reckons sums,
 * averages and bounds of them: the largest groups first, or in the order of time where `period` is
 * given. `isCut` says that there are more groups than `limit`. Throws `RECORD_QUERY_INVALID`.
 */
export async function summariseRecords(
  query: SummaryQuery,
): Promise<{ groups: SummaryGroup[]; isCut: boolean }> {
  const { tenantId } = requireTenantScope()
  const limit = Math.min(Math.max(query.limit ?? MAX_GROUPS, 1), MAX_GROUPS)
  const statement = compileSummary(modelOf(query.collection), { ...query, limit }, tenantId)
  const [rows = []] = await readWithin([statement], query.within)
  const groups = rows.map((row) => groupOf(query, JSON.parse(String(row['facts'])) as Facts))

  return { groups: groups.slice(0, limit), isCut: groups.length > limit }
}

type Facts = {
  count: number
  currencies: Record<string, Record<string, number> | null>
  keys: unknown[]
  labels: (string | null)[] | null
} & Record<Measure, Record<string, number | null>>

function groupOf({ by, measures = {} }: SummaryQuery, facts: Facts): SummaryGroup {
  const summed = measures.sum ?? []
  const several = Object.entries(facts.currencies).filter(
    ([, amounts]) => Object.keys(amounts ?? {}).length > 1,
  )

  return {
    count: facts.count,
    key: facts.keys[0] ?? null,
    ...(by.length > 1 ? { keys: facts.keys } : {}),
    ...(facts.labels === null
      ? {}
      : { label: facts.labels[0] ?? null, ...(by.length > 1 ? { labels: facts.labels } : {}) }),
    sum: facts.sum[summed[0] ?? ''] ?? null,
    ...(summed.length > 1 ? { sums: facts.sum } : {}),
    ...(measures.avg === undefined ? {} : { avgs: facts.avg }),
    ...(measures.min === undefined ? {} : { mins: facts.min }),
    ...(measures.max === undefined ? {} : { maxs: facts.max }),
    ...(several.length === 0
      ? {}
      : { currencies: Object.fromEntries(several) as SummaryGroup['currencies'] }),
  } as SummaryGroup
}
