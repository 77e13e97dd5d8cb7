import type { DecimalSign } from '../types.ts'

const SYMBOLS: Readonly<Record<string, string>> = {
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '€': 'EUR',
}
const CODES = new Set(Intl.supportedValuesOf('currency'))
const SYMBOL = /[$£¥₹€%]/g
const CODE = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/g
const BLANKS = /[\s\u00a0\u202f'’]/g
const BODY = /^\d[\d.,]*$|^[.,]\d+$/

/** What the values of a column say about how it writes numbers; filled value by value. */
export type NumberEvidence = {
  comma: number
  /** Three digits behind the only separator: a thousand or three places. */
  open: number
  point: number
  /** Currencies named by symbol or code, with how often. */
  currencies: Record<string, number>
}

/** Evidence of a column nothing is known of yet. */
export function noNumberEvidence(): NumberEvidence {
  return { comma: 0, currencies: {}, open: 0, point: 0 }
}

/** Takes one value into the evidence; true when it could be a number or an amount. */
export function addNumberEvidence(evidence: NumberEvidence, value: string): boolean {
  const body = bodyOf(value)
  if (body === null) {
    return false
  }
  const currency = currencyOf(value)
  if (currency !== null) {
    evidence.currencies[currency] = (evidence.currencies[currency] ?? 0) + 1
  }
  const verdict = decimalSignOf(body.digits)
  if (verdict === 'open') {
    evidence.open += 1
  } else if (verdict !== null) {
    evidence[verdict === '.' ? 'point' : 'comma'] += 1
  }

  return true
}

/** Decides which sign stands before the fraction; what is left open follows the locale and says so. */
export function decideDecimalSign(
  evidence: NumberEvidence,
  locale: string,
): { ambiguous: boolean; sign: DecimalSign } {
  const { comma, open, point } = evidence
  if (comma !== point) {
    return { ambiguous: Math.min(comma, point) > 0, sign: comma > point ? ',' : '.' }
  }

  return { ambiguous: open > 0 || comma > 0, sign: locale.startsWith('en') ? '.' : ',' }
}

/** Reads a number as an integer of `10^-exponent`, rounded half away from zero, or null. */
export function parseScaled(value: string, sign: DecimalSign, exponent: number): number | null {
  const body = bodyOf(value)
  if (body === null) {
    return null
  }
  const plain = plainDigits(body.digits, sign)
  if (plain === null) {
    return null
  }
  const [whole = '', fraction = ''] = plain.split('.')
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0')
  const roundUp = (fraction[exponent] ?? '0') >= '5' ? 1n : 0n
  const scaled = BigInt(`${whole === '' ? '0' : whole}${kept}`) + roundUp
  const result = Number(body.negative ? -scaled : scaled)

  return Number.isSafeInteger(result) ? result : null
}

/** Reads a number as it is, or null. */
export function parseNumber(value: string, sign: DecimalSign): number | null {
  const body = bodyOf(value)
  const plain = body === null ? null : plainDigits(body.digits, sign)
  if (body === null || plain === null) {
    return null
  }

  return body.negative ? -Number(plain) : Number(plain)
}

/** The currency that an amount names by symbol or ISO code, or null. */
export function currencyOf(value: string): string | null {
  for (const [symbol, code] of Object.entries(SYMBOLS)) {
    if (value.includes(symbol)) {
      return code
    }
  }

  return value.match(CODE)?.find((code) => CODES.has(code)) ?? null
}

function bodyOf(value: string): { digits: string; negative: boolean } | null {
  const text = value
    .replace(SYMBOL, '')
    .replace(CODE, (code) => (CODES.has(code) ? '' : code))
    .replace(BLANKS, '')
    .replace('\u2212', '-')
  const negative = /^\(.*\)$/.test(text) || text.startsWith('-') || text.endsWith('-')
  const digits = text.replace(/^\((.*)\)$/, '$1').replace(/^[+-]|-$/g, '')

  return BODY.test(digits) ? { digits, negative } : null
}

function decimalSignOf(digits: string): 'open' | DecimalSign | null {
  const comma = digits.lastIndexOf(',')
  const point = digits.lastIndexOf('.')
  if (comma < 0 && point < 0) {
    return null
  }
  if (comma >= 0 && point >= 0) {
    return comma > point ? ',' : '.'
  }
  const sign = comma >= 0 ? ',' : '.'
  const pieces = digits.split(sign)
  if (pieces.length > 2) {
    return sign === ',' ? '.' : ','
  }
  const [whole = '', fraction = ''] = pieces
  if (fraction.length !== 3 || whole === '0' || whole === '' || whole.length > 3) {
    return sign
  }

  return 'open'
}

function plainDigits(digits: string, sign: DecimalSign): string | null {
  const group = sign === '.' ? ',' : '.'
  const [whole = '', ...rest] = digits.split(sign)
  if (rest.length > 1 || (rest[0] ?? '').includes(group)) {
    return null
  }
  const groups = whole.split(group)
  // 12,34 is no group of thousands, so the column is written the other way round.
  if (
    groups.length > 1 &&
    groups.slice(1).some((piece) => piece.length !== 3 && piece.length !== 2)
  ) {
    return null
  }
  if (groups.length > 1 && groups.at(-1)?.length !== 3) {
    return null
  }
  const joined = groups.join('')

  return rest[0] === undefined || rest[0] === '' ? joined : `${joined}.${rest[0]}`
}
