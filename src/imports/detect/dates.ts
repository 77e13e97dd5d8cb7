import type { DateOrder } from '../types.ts'

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/
const YEAR_FIRST = /^(\d{4})[./](\d{1,2})[./](\d{1,2})(?: .*)?$/
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:,? .*)?$/

/** What the values of a column say about how it writes dates; filled value by value. */
export type DateEvidence = {
  /** Values with the year last, of either order. */
  dayOrMonthFirst: number
  dots: number
  iso: number
  /** Greatest number in first and in second place of values with the year last. */
  maxFirst: number
  maxSecond: number
  yearFirst: number
}

/** Evidence of a column nothing is known of yet. */
export function noDateEvidence(): DateEvidence {
  return { dayOrMonthFirst: 0, dots: 0, iso: 0, maxFirst: 0, maxSecond: 0, yearFirst: 0 }
}

/** Takes one value into the evidence; true when it could be a date. */
export function addDateEvidence(evidence: DateEvidence, value: string): boolean {
  if (ISO.test(value)) {
    evidence.iso += 1

    return true
  }
  if (YEAR_FIRST.test(value)) {
    evidence.yearFirst += 1

    return true
  }
  const match = YEAR_LAST.exec(value)
  if (match === null) {
    return false
  }
  const first = Number(match[1])
  const second = Number(match[3])
  if (first > 31 || second > 31 || (first > 12 && second > 12)) {
    return false
  }
  evidence.dayOrMonthFirst += 1
  evidence.dots += match[2] === '.' ? 1 : 0
  evidence.maxFirst = Math.max(evidence.maxFirst, first)
  evidence.maxSecond = Math.max(evidence.maxSecond, second)

  return true
}

/**
 * Decides the order of a column: a number above 12 is a day; dots mean the day comes first; what is
 * left open follows the locale and says so.
 */
export function decideDateOrder(
  evidence: DateEvidence,
  locale: string,
): { ambiguous: boolean; order: DateOrder } {
  const { dayOrMonthFirst, iso, maxFirst, maxSecond, yearFirst } = evidence
  if (iso >= dayOrMonthFirst && iso >= yearFirst) {
    return { ambiguous: false, order: 'iso' }
  }
  if (yearFirst > dayOrMonthFirst) {
    return { ambiguous: false, order: 'ymd' }
  }
  if (maxFirst > 12 !== maxSecond > 12) {
    return { ambiguous: false, order: maxFirst > 12 ? 'dmy' : 'mdy' }
  }
  if (evidence.dots === dayOrMonthFirst && maxFirst <= 31 && maxSecond <= 12) {
    return { ambiguous: false, order: 'dmy' }
  }

  return { ambiguous: true, order: locale === 'en' || locale === 'en-US' ? 'mdy' : 'dmy' }
}

/** Reads a date written in `order` as `YYYY-MM-DD`, or null; an ISO date is understood in any column. */
export function parseDate(value: string, order: DateOrder): string | null {
  const yearFirst = ISO.exec(value) ?? YEAR_FIRST.exec(value)
  if (yearFirst !== null) {
    return toIso(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  }
  const match = YEAR_LAST.exec(value)
  if (match === null || order === 'iso' || order === 'ymd') {
    return null
  }
  const first = Number(match[1])
  const second = Number(match[3])
  const year = fullYear(match[4] ?? '')

  return order === 'mdy' ? toIso(year, first, second) : toIso(year, second, first)
}

function fullYear(text: string): number {
  const year = Number(text)
  if (text.length === 4) {
    return year
  }

  return year < 70 ? 2000 + year : 1900 + year
}

function toIso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1) {
    return null
  }

  return [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ].join('-')
}
