import { currencyCodes } from './currencyCodes.ts'
import { normalizePhone } from './normalizePhone.ts'
import type { Semantic } from './types.ts'

const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/
const DOMAIN =
  /^(?=.{1,253}$)([a-z\d\u00a1-\uffff]([a-z\d\u00a1-\uffff-]{0,61}[a-z\d\u00a1-\uffff])?\.)+[a-z\u00a1-\uffff][a-z\d\u00a1-\uffff-]{1,62}$/i
const CONFIGURATION_KEY = /^[a-z\d][a-z\d._-]{0,99}$/
const CURRENCIES = new Set(currencyCodes)

const CHECKS: Record<Semantic, (value: unknown) => boolean> = {
  'configuration-key': (value) => isText(value) && CONFIGURATION_KEY.test(value),
  currency: (value) => isText(value) && CURRENCIES.has(value),
  domain: (value) => isText(value) && DOMAIN.test(value),
  email: (value) => isText(value) && value.length <= 254 && EMAIL.test(value),
  label: isLabel,
  money: Number.isSafeInteger,
  percent: Number.isSafeInteger,
  phone: (value) => isText(value) && normalizePhone(value).replace('+', '').length >= 3,
  thousandths: Number.isSafeInteger,
  url: isWebAddress,
}

/** True for the name of a semantic that has a format. */
export function isSemantic(name: string | undefined): name is Semantic {
  return name !== undefined && Object.hasOwn(CHECKS, name)
}

/** True when a value, already of the stored kind, has the format that its semantic asks for. */
export function hasSemantic(semantic: Semantic, value: unknown): boolean {
  return CHECKS[semantic](value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isLabel(value: unknown): boolean {
  if (isText(value)) {
    return value.trim() !== ''
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false
  }
  const texts = Object.values(value)

  return texts.length > 0 && texts.every((part) => isText(part) && part.trim() !== '')
}

// Only http and https: a link with javascript: would run in the reader's session.
function isWebAddress(value: unknown): boolean {
  return isText(value) && /^https?:\/\/[^\s/]/i.test(value) && URL.canParse(value)
}
