import type { PreviewFacts, SummaryFacts } from './types.ts'

type ImportMap = PreviewFacts['map']

/** The map with a rule for each value: what the file writes is read as what was meant. */
export function withRules(
  map: ImportMap,
  misses: readonly Pick<SummaryFacts['nearMisses'][number], 'column' | 'suggestion' | 'value'>[],
): ImportMap {
  const values: Record<string, Record<string, string>> = { ...map.values }
  for (const { column, suggestion, value } of misses) {
    values[column] = { ...values[column], [value]: suggestion }
  }

  return { ...map, values }
}
