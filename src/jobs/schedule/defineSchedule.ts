import type { Job } from '../types.ts'

/** When a schedule is due: every so many minutes, or daily at a time of the tenant's clock, `HH:MM`. */
export type ScheduleTime = { dailyAt: string } | { everyMinutes: number }

/** A job that every tenant gets once per period. */
export type Schedule = {
  job: Job<unknown>
  input: unknown
  key: string
  /** Names the period that a moment falls into, by the clock of a time zone. */
  periodOf: (moment: Date, timeZone: string) => string
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Declares that every active tenant gets this job once per period, on any number of processes. */
export function defineSchedule<TInput>(
  args: ScheduleTime & {
    input: TInput
    job: Job<TInput>
    /** Unique in the product. */
    key: string
  },
): Schedule {
  const input: unknown = args.job.parseInput(args.input)
  const { job, key } = args

  return {
    input,
    job: { ...job, parseInput: (value) => job.parseInput(value) },
    key,
    periodOf: 'dailyAt' in args ? dailyPeriod(args.dailyAt) : regularPeriod(args.everyMinutes),
  }
}

function regularPeriod(minutes: number): Schedule['periodOf'] {
  return (moment) => String(Math.floor(moment.getTime() / (minutes * MINUTE_MS)))
}

/** The local day, which begins at the given time: before it the period of the day before goes on. */
function dailyPeriod(at: string): Schedule['periodOf'] {
  return (moment, timeZone) => {
    const { date, time } = clockOf(moment, timeZone)

    return time >= at ? date : clockOf(new Date(moment.getTime() - DAY_MS), timeZone).date
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(moment: Date, timeZone: string): { date: string; time: string } {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
  clocks.set(timeZone, clock)
  const [date = '', time = ''] = clock.format(moment).split(' ')

  return { date, time }
}
