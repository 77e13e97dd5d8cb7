import { z } from 'zod'

import type { ScreenReader } from '../types.ts'
import type { HomeFilter } from './compileWidget.ts'
import { frameOf, HOME_PERIODS } from './periods.ts'

/** What time, person and team a home page is asked for. */
export const homeFilterSchema = z.object({
  /** `me`, the id of a user, or empty for everybody. */
  owner: z.union([z.literal(''), z.literal('me'), z.uuid()]).default(''),
  period: z.enum(HOME_PERIODS).default('quarter'),
  /** The id of a team, or empty. */
  team: z.union([z.literal(''), z.uuid()]).default(''),
})

/** Where teams lie in teams. */
type TeamTree = readonly { id: string; parent: null | string }[]

/** The zone whose days the reader lives by. */
export function zoneOf({ principal, tenant }: ScreenReader): string {
  return principal.timeZone ?? tenant.timeZone
}

/** What is asked, as widgets are narrowed by it: a team stands for itself and every team below it. */
export function resolveFilter(
  { owner, period, team }: z.output<typeof homeFilterSchema>,
  teams: TeamTree,
  reader: ScreenReader,
): HomeFilter {
  return {
    frame: frameOf(period, zoneOf(reader)),
    owners: owner === '' ? [] : [owner === 'me' ? reader.principal.userId : owner],
    teams: team === '' ? [] : below(team, teams),
  }
}

function below(team: string, teams: TeamTree): readonly string[] {
  const found = new Set([team])
  for (const id of found) {
    teams.filter(({ parent }) => parent === id).forEach((one) => found.add(one.id))
  }

  return [...found]
}
