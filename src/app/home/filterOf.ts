import type { HomePeriod } from '../../screens/index.ts'

/** What a home page is asked for: the time, and whose records. */
export type HomeAsked = { owner: string; period: HomePeriod; team: string }

/** The lengths of time to choose from. */
export const PERIODS: readonly HomePeriod[] = [
  'week',
  'month',
  'quarter',
  'year',
  'lastMonth',
  'lastQuarter',
  'lastYear',
  'all',
]

const DEFAULT: HomePeriod = 'quarter'

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** What the address of a home page asks for; whatever it cannot mean counts as not asked. */
export function filterOf(parameter: (name: string) => unknown): HomeAsked {
  const period = parameter('period')
  const owner = parameter('owner')
  const team = parameter('team')

  return {
    owner: owner === 'me' || isId(owner) ? owner : '',
    period: PERIODS.find((one) => one === period) ?? DEFAULT,
    team: isId(team) ? team : '',
  }
}

/** The part of the address that asks for this; empty where it is what everybody is shown. */
export function searchOf(filter: HomeAsked): string {
  const entries = Object.entries(filter).filter(
    ([name, value]) => value !== '' && !(name === 'period' && value === DEFAULT),
  )

  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value)
}
