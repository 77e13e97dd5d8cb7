import type { Row, Statement } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import type { RecordDoc } from '../types.ts'
import type { RecordPage, RecordQuery } from './readRecords.ts'
import { cursorAt, pageOf, planRead } from './readRecords.ts'

/** A page that was read together with others. */
type Page = RecordPage & {
  /** For queries with `cursors`, the cursor of each record of the page. */
  places: readonly string[]
}

/**
 * Reads pages of any collections in one round trip, in the tenant and within the rights of the running
 * code; the rows of further statements come back beside them, in their order.
 */
export async function readTogether(
  queries: readonly RecordQuery[],
  statements: readonly Statement[] = [],
): Promise<{ pages: Page[]; rows: Row[][] }> {
  if (queries.length + statements.length === 0) {
    return { pages: [], rows: [] }
  }
  const plans = queries.map((query) => ({ plan: planRead(query), query }))
  const read = await database().read([
    ...plans.flatMap(({ plan }) => plan.statements),
    ...statements,
  ])
  let at = 0
  const pages = plans.map(({ plan, query }) => {
    const own = read.slice(at, at + plan.statements.length)
    at += plan.statements.length
    const { texts, ...facts } = pageOf(query, plan, own)
    const rows = query.cursors === true ? (own[0] ?? []).slice(0, plan.limit) : []

    return {
      ...facts,
      docs: texts.map((text) => JSON.parse(text) as RecordDoc),
      places: rows.map((row) => cursorAt(query, plan, row)),
    }
  })

  return { pages, rows: read.slice(at) }
}
