const DAY_MS = 86_400_000
const MOST_DAYS = 3660

const SINGLE = new Map([
  ['today', 0],
  ['tomorrow', 1],
  ['yesterday', -1],
])

/** Days of the calendar from `from` until before `until`, each `YYYY-MM-DD`. */
export type DayRange = { from: string; until: string }

/**
 * The days that a relative period means on a day: `today`, `this-month`, `last-quarter`, `last-30-days` (with
 * today), `next-7-days` (from tomorrow) and their like; undefined for a name that means none.
 */
export function periodDays(name: string, today: string): DayRange | undefined {
  const counted = /^(last|next)-(\d{1,4})-days$/.exec(name)
  if (counted !== null) {
    return countedDays(counted[1] === 'last', Number(counted[2]), today)
  }
  const single = SINGLE.get(name)
  if (single !== undefined) {
    return { from: addDays(today, single), until: addDays(today, single + 1) }
  }
  const [, which = '', unit = ''] = /^(last|next|this)-(week|month|quarter|year)$/.exec(name) ?? []
  const steps = { last: -1, next: 1, this: 0 }[which]

  return steps === undefined
    ? undefined
    : { from: startOf(unit, today, steps), until: startOf(unit, today, steps + 1) }
}

/** The days of the period that begins on a day. */
export function periodFrom(unit: string, day: string): DayRange {
  return {
    from: day,
    until: unit === 'day' ? addDays(day, 1) : startOf(unit, day, 1),
  }
}

function countedDays(isPast: boolean, days: number, today: string): DayRange | undefined {
  if (days < 1 || days > MOST_DAYS) {
    return undefined
  }
  const tomorrow = addDays(today, 1)

  return isPast
    ? { from: addDays(tomorrow, -days), until: tomorrow }
    : { from: tomorrow, until: addDays(tomorrow, days) }
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The first day of the period around a day, or of one so many steps further. */
function startOf(unit: string, day: string, steps: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  switch (unit) {
    case 'week': {
      const sinceMonday = (date.getUTCDay() + 6) % 7

      return addDays(day, steps * 7 - sinceMonday)
    }
    case 'quarter':
      return dayOf(year, month - (month % 3) + steps * 3)
    case 'year':
      return dayOf(year + steps, 0)
    default:
      return dayOf(year, month + steps)
  }
}

function dayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}
