/** The lengths of time a home page can be shown for. */
export const HOME_PERIODS = [
  'week',
  'month',
  'quarter',
  'year',
  'lastMonth',
  'lastQuarter',
  'lastYear',
  'all',
] as const

/** A length of time that a home page is shown for. */
export type HomePeriod = (typeof HOME_PERIODS)[number]

/** Calendar days from the first to the one behind the last, and those of the period before. */
export type Frame = {
  before: { from: string; to: string } | null
  from: null | string
  timeZone: string
  to: null | string
  today: string
}

type Unit = 'month' | 'quarter' | 'week' | 'year'

const MONTHS: Readonly<Record<Exclude<Unit, 'week'>, number>> = { month: 1, quarter: 3, year: 12 }

const UNITS: Readonly<Record<Exclude<HomePeriod, 'all'>, { back: number; unit: Unit }>> = {
  lastMonth: { back: 1, unit: 'month' },
  lastQuarter: { back: 1, unit: 'quarter' },
  lastYear: { back: 1, unit: 'year' },
  month: { back: 0, unit: 'month' },
  quarter: { back: 0, unit: 'quarter' },
  week: { back: 0, unit: 'week' },
  year: { back: 0, unit: 'year' },
}

/** The days of a period in a time zone at a moment, with the period of the same kind before it. */
export function frameOf(period: HomePeriod, timeZone: string, now = new Date()): Frame {
  const today = dayIn(timeZone, now)
  if (period === 'all') {
    return { before: null, from: null, timeZone, to: null, today }
  }
  const { back, unit } = UNITS[period]
  const from = moved(firstDay(unit, today), unit, -back)

  return {
    before: { from: moved(from, unit, -1), to: from },
    from,
    timeZone,
    to: moved(from, unit, 1),
    today,
  }
}

/** The calendar day of a moment in a time zone, as `2026-11-21`. */
export function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    day: '2-digit',
    month: '2-digit',
    timeZone,
    year: 'numeric',
  }).format(moment)
}

/** The moment a calendar day begins in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  // Twice, since the first guess may lie on the other side of a change of clocks.
  const first = wanted - offsetAt(timeZone, new Date(wanted))

  return new Date(wanted - offsetAt(timeZone, new Date(first)))
}

/** A calendar day some days later, or earlier with a negative number. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The first days of all months (or other lengths) that touch a time, at most 60. */
export function bucketsOf(
  period: 'day' | Unit,
  range: { from: string; to: string },
): readonly string[] {
  const days: string[] = []
  for (
    let day = period === 'day' ? range.from : firstDay(period, range.from);
    day < range.to && days.length <= 60;
    day = period === 'day' ? addDays(day, 1) : moved(day, period, 1)
  ) {
    days.push(day)
  }

  return days.length > 60 ? [] : days
}

/** A day some months later. */
export function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)

  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()))
    .toISOString()
    .slice(0, 10)
}

function firstDay(unit: Unit, day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (unit === 'week') {
    return addDays(day, -((date.getUTCDay() + 6) % 7))
  }
  const months = MONTHS[unit]
  const month = date.getUTCMonth() - (date.getUTCMonth() % months)

  return new Date(Date.UTC(date.getUTCFullYear(), month, 1)).toISOString().slice(0, 10)
}

function moved(day: string, unit: Unit, steps: number): string {
  return unit === 'week' ? addDays(day, 7 * steps) : addMonths(day, MONTHS[unit] * steps)
}

function offsetAt(timeZone: string, moment: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    day: 'numeric',
    hour: 'numeric',
    hourCycle: 'h23',
    minute: 'numeric',
    month: 'numeric',
    second: 'numeric',
    timeZone,
    year: 'numeric',
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)

  return (
    Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    ) -
    Math.floor(moment.getTime() / 1000) * 1000
  )
}
