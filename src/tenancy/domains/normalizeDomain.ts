import { isIP } from 'node:net'
import { domainToASCII, domainToUnicode } from 'node:url'

import { domainErrors } from './errors.ts'

/** Longest host for which `_tenon.` in front of it is still a name. */
const MOST = 246

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const LOCAL = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|invalid|onion)$/
/** Letters of Cyrillic and Greek that look like Latin ones. */
const LOOKALIKES = /^[-\dаеорсухіјѕһԁԛԝӏаɡοναρτυικω]+$/u
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Cherokee',
  'Georgian',
  'Hebrew',
  'Arabic',
]

/**
 * A host in the one form it is stored and compared in: lower case, punycode, no final dot. Throws
 * `DOMAIN_INVALID`, `_ADDRESS`, `_WILDCARD`, `_TOO_LONG`, `_RESERVED` or `_CONFUSABLE`.
 */
export function normalizeDomain(given: string, installation: { publicHost: string }): string {
  const text = given.trim().replace(/\.$/, '')
  const field = 'host'
  if (text.includes('*')) {
    throw domainErrors.WILDCARD({ field })
  }
  if (text.length > MOST) {
    throw domainErrors.TOO_LONG({ field, limit: MOST })
  }
  if (isAddress(text)) {
    throw domainErrors.ADDRESS({ field })
  }
  if (/[\s/:@?#\\%[\]]/.test(text)) {
    throw domainErrors.INVALID({ field })
  }
  const host = domainToASCII(text).toLowerCase()
  if (host.length > MOST) {
    throw domainErrors.TOO_LONG({ field, limit: MOST })
  }
  // Other ways to write an address become plain only now, such as 0x7f.1.
  if (isAddress(host)) {
    throw domainErrors.ADDRESS({ field })
  }
  if (LOCAL.test(host) || isBelow(host, installation.publicHost)) {
    throw domainErrors.RESERVED({ field })
  }
  const labels = host.split('.')
  if (
    labels.length < 2 ||
    !labels.every((label) => LABEL.test(label)) ||
    /^\d+$/.test(labels.at(-1) ?? '')
  ) {
    throw domainErrors.INVALID({ field })
  }
  if (labels.some(isConfusable)) {
    throw domainErrors.CONFUSABLE({ field })
  }

  return host
}

function isAddress(text: string): boolean {
  return isIP(text.replace(/^\[|\]$/g, '')) !== 0
}

function isBelow(host: string, publicHost: string): boolean {
  return host === publicHost || host.endsWith(`.${publicHost}`)
}

function isConfusable(label: string): boolean {
  if (!label.startsWith('xn--')) {
    return false
  }
  const shown = domainToUnicode(label)
  const scripts = SCRIPTS.filter((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(shown))

  return shown === '' || shown === label || scripts.length > 1 || LOOKALIKES.test(shown)
}
