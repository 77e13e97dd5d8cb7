import { parseBoolean } from '../detect/booleans.ts'
import type { DateEvidence } from '../detect/dates.ts'
import { addDateEvidence, noDateEvidence } from '../detect/dates.ts'
import type { NumberEvidence } from '../detect/numbers.ts'
import { addNumberEvidence, noNumberEvidence } from '../detect/numbers.ts'
import { isEmail, isUrl } from '../detect/texts.ts'
import { cellValue } from '../parse/cellValue.ts'
import { normaliseValue } from './words.ts'

const TEXT_SAMPLE = 2000
const MAX_DISTINCT = 300_000
const MAX_DISTINCT_TOGETHER = 1_000_000

/** What the values of one column look like. */
export type ColumnProfile = {
  booleans: number
  dateEvidence: DateEvidence
  dates: number
  emails: number
  /** Cells with a value. */
  filled: number
  header: string
  numberEvidence: NumberEvidence
  numbers: number
  /** How many of the filled cells the counts of kinds looked at. */
  seen: number
  /** Whether no value comes twice, or null when there are too many to tell. */
  unique: boolean | null
  urls: number
}

/** Collects the profile of every column, row by row, in bounded memory. */
export type Profiler = {
  add: (cells: readonly string[]) => void
  profiles: () => ColumnProfile[]
}

type Collecting = { profile: ColumnProfile; values: null | Set<number> }

type Budget = { left: number }

/** Starts the profile of a file with these headers. */
export function startProfiler(headers: readonly string[]): Profiler {
  const columns = headers.map(emptyColumn)
  const budget: Budget = { left: MAX_DISTINCT_TOGETHER }

  return {
    add: (cells) => {
      columns.forEach((column, index) => {
        const value = cellValue(cells[index])
        if (value !== null) {
          addValue(column, value, budget)
        }
      })
    },
    profiles: () => columns.map(({ profile }) => profile),
  }
}

function emptyColumn(header: string): Collecting {
  return {
    profile: {
      booleans: 0,
      dateEvidence: noDateEvidence(),
      dates: 0,
      emails: 0,
      filled: 0,
      header,
      numberEvidence: noNumberEvidence(),
      numbers: 0,
      seen: 0,
      unique: true,
      urls: 0,
    },
    values: new Set(),
  }
}

function addValue(collecting: Collecting, value: string, budget: Budget): void {
  const column = collecting.profile
  column.filled += 1
  watchUnique(collecting, value, budget)
  // Past the sample only what may still decide a format is looked at: dates and figures.
  const settled = column.seen >= TEXT_SAMPLE
  if (settled && column.dates === 0 && column.numbers === 0) {
    return
  }
  column.seen += 1
  column.dates += addDateEvidence(column.dateEvidence, value) ? 1 : 0
  column.numbers += addNumberEvidence(column.numberEvidence, value) ? 1 : 0
  if (!settled) {
    column.emails += isEmail(value) ? 1 : 0
    column.urls += isUrl(value) ? 1 : 0
    column.booleans += parseBoolean(value) === null ? 0 : 1
  }
}

// The values are let go at the first repetition, which for most columns comes early.
function watchUnique(column: Collecting, value: string, budget: Budget): void {
  if (column.values === null) {
    return
  }
  const name = hashOf(normaliseValue(value))
  if (column.values.has(name)) {
    column.profile.unique = false
    budget.left += column.values.size
    column.values = null

    return
  }
  column.values.add(name)
  budget.left -= 1
  if (column.values.size > MAX_DISTINCT || budget.left < 0) {
    column.profile.unique = null
    budget.left += column.values.size
    column.values = null
  }
}

// 53 bits instead of the value itself: what is remembered must not grow with the length of cells.
function hashOf(text: string): number {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 2654435761)
    two = Math.imul(two ^ code, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)

  return 4294967296 * (2097151 & two) + (one >>> 0)
}
