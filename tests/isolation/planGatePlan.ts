/** One node of a plan that has been run. */
export type PlanNode = {
  'Actual Loops': number
  'Actual Rows': number
  'Index Cond'?: string
  'Node Type': string
  Plans?: PlanNode[]
  'Recheck Cond'?: string
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
}

/** Every node of a plan. */
export function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}

/** The most rows that any node gave or threw away: what a list cost, whatever it answered. */
export function rowsTouched(plan: PlanNode): number {
  return Math.max(
    ...nodesOf(plan).map(
      (node) =>
        (node['Actual Rows'] +
          (node['Rows Removed by Filter'] ?? 0) +
          (node['Rows Removed by Index Recheck'] ?? 0)) *
        node['Actual Loops'],
    ),
  )
}

/** True when a column stands in the condition of an index. */
export function isInIndex(plan: PlanNode, column: string): boolean {
  const word = new RegExp(`\\b${column}\\b`)

  return nodesOf(plan).some((node) => word.test(node['Index Cond'] ?? ''))
}
