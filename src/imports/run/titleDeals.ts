import type { PreparedRow } from '../types.ts'
import type { StepContext } from './types.ts'

/** Names new deals that the file gives no title after their company and product. */
export function titleDeals(context: StepContext, rows: readonly PreparedRow[]): void {
  if (context.plan.collection !== 'deals') {
    return
  }
  for (const row of rows) {
    if (typeof row.data['title'] !== 'string') {
      const named = (path: string) => row.references.find((one) => one.path === path)?.value
      const product = named('product')
      const company = named('company') ?? 'Opportunity'
      row.data['title'] = product === undefined ? company : `${company} – ${product}`
    }
  }
}
