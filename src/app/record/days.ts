import { formatLocale } from '../ui/fieldText.ts'

/** Things of one day, under what the day is called. */
export type Day<T> = { entries: readonly T[]; key: string }

const DAY_MS = 86_400_000

/** The calendar day of an instant in a time zone, as `YYYY-MM-DD`. */
export function dayOf(at: Date | string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    day: '2-digit',
    month: '2-digit',
    timeZone,
    year: 'numeric',
  })

  return parts.format(new Date(at))
}

/** Groups entries by the calendar day that they fall on in a time zone, in the order they come in. */
export function groupByDay<T extends { at: string }>(
  entries: readonly T[],
  timeZone: string,
): Day<T>[] {
  const days: { entries: T[]; key: string }[] = []
  for (const entry of entries) {
    const key = dayOf(entry.at, timeZone)
    const last = days.at(-1)
    if (last?.key === key) {
      last.entries.push(entry)
    } else {
      days.push({ entries: [entry], key })
    }
  }

  return days
}

/** Whether a day is yesterday, today or tomorrow of an instant in a time zone; else undefined. */
export function nearDay(
  key: string,
  now: Date,
  timeZone: string,
): 'today' | 'tomorrow' | 'yesterday' | undefined {
  const named = [
    ['yesterday', -1],
    ['today', 0],
    ['tomorrow', 1],
  ] as const
  const today = Date.parse(dayOf(now, timeZone))

  return named.find(([, days]) => today + days * DAY_MS === Date.parse(key))?.[0]
}

/** A day as people write it. */
export function dayText(key: string, language: string): string {
  return new Intl.DateTimeFormat(formatLocale(language), {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(key))
}

/** The time of day of an instant in a time zone. */
export function timeText(at: string, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(formatLocale(language), { timeStyle: 'short', timeZone }).format(
    new Date(at),
  )
}
