import type { FieldView } from '../../../screens/index.ts'

/** A comparison as people choose it; some stand for one of the API with a fixed value. */
export type OperatorName = keyof typeof MEANING

/** What of the API a comparison stands for; `fixed` where it needs no value. */
const MEANING = {
  contains: { api: 'contains' },
  empty: { api: 'exists', fixed: false },
  equals: { api: 'equals' },
  filled: { api: 'exists', fixed: true },
  greater_than: { api: 'greater_than' },
  greater_than_equal: { api: 'greater_than_equal' },
  in: { api: 'in' },
  less_than: { api: 'less_than' },
  less_than_equal: { api: 'less_than_equal' },
  like: { api: 'like' },
  no: { api: 'equals', fixed: false },
  not_equals: { api: 'not_equals' },
  not_in: { api: 'not_in' },
  not_like: { api: 'not_like' },
  on: { api: 'equals' },
  since: { api: 'greater_than_equal' },
  until: { api: 'less_than' },
  within: { api: 'within' },
  yes: { api: 'equals', fixed: true },
} as const satisfies Record<string, { api: string; fixed?: boolean }>

const BY_KIND: Readonly<Record<FieldView['kind'], readonly OperatorName[]>> = {
  boolean: ['yes', 'no'],
  choice: ['in', 'not_in', 'empty', 'filled'],
  date: ['within', 'since', 'until', 'on', 'empty', 'filled'],
  instant: ['within', 'since', 'until', 'empty', 'filled'],
  integer: [
    ...(['equals', 'not_equals', 'greater_than', 'greater_than_equal', 'less_than'] as const),
    ...(['less_than_equal', 'empty', 'filled'] as const),
  ],
  json: ['empty', 'filled'],
  number: [
    ...(['equals', 'not_equals', 'greater_than', 'greater_than_equal', 'less_than'] as const),
    ...(['less_than_equal', 'empty', 'filled'] as const),
  ],
  polymorphic: ['empty', 'filled'],
  relation: ['in', 'not_in', 'empty', 'filled'],
  text: ['contains', 'like', 'equals', 'not_equals', 'not_like', 'empty', 'filled'],
}

/** The comparisons that a field of a kind takes, the most used first. */
export function operatorsOf(kind: FieldView['kind']): readonly OperatorName[] {
  return BY_KIND[kind]
}

/** True for a comparison that needs a value beside it. */
export function needsValue(operator: OperatorName): boolean {
  return !('fixed' in MEANING[operator])
}

/** A comparison as the API takes it, or undefined while its value is missing. */
export function apiOf(operator: OperatorName, value: unknown): Record<string, unknown> | undefined {
  const meaning = MEANING[operator]
  const given: unknown = 'fixed' in meaning ? meaning.fixed : value
  const isMissing =
    given === undefined ||
    given === null ||
    given === '' ||
    (Array.isArray(given) && given.length === 0)

  return isMissing ? undefined : { [meaning.api]: given }
}

/** The comparison that one of the API means for a field of a kind; undefined where people are offered none. */
export function operatorOf(
  kind: FieldView['kind'],
  api: string,
  value: unknown,
): { operator: OperatorName; value: unknown } | undefined {
  const offered = operatorsOf(kind)
  const flag = value === 'true' ? true : value === 'false' ? false : value
  const exact = offered.find((name) => {
    const meaning: { api: string; fixed?: boolean } = MEANING[name]

    return meaning.api === api && (meaning.fixed === undefined || meaning.fixed === flag)
  })
  if (exact !== undefined) {
    return { operator: exact, value }
  }
  // One of a list of one: links write it so.
  const many = api === 'equals' ? 'in' : api === 'not_equals' ? 'not_in' : undefined

  return many !== undefined && offered.includes(many)
    ? { operator: many, value: [value] }
    : undefined
}
