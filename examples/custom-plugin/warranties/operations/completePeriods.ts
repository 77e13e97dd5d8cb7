import type { PendingChange } from 'tenon/plugin'

/** Gives warranties without a last day the usual period. */
export function completePeriods(
  monthsOf: () => number,
): (changes: readonly PendingChange[]) => Promise<void> {
  return (changes) => {
    for (const { after } of changes) {
      if (after !== null && typeof after['startsOn'] === 'string') {
        after['endsOn'] ??= addMonths(after['startsOn'], monthsOf())
      }
    }

    return Promise.resolve()
  }
}

/** The same day so many months later, or the last day of that month if it is shorter. */
export function addMonths(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  const dayOfMonth = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  if (date.getUTCDate() !== dayOfMonth) {
    date.setUTCDate(0)
  }

  return date.toISOString().slice(0, 10)
}
