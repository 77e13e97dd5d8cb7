const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/
const URL_WITH_SCHEME = /^https?:\/\/[^\s/]+\.[^\s]+$/i
const BARE_HOST = /^(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}(?:[/?#]\S*)?$/iu
const ACCESS_LINK = /^[^#]*#([^#]*)#?[^#]*$/

/** True for text in the shape of an e-mail address. */
export function isEmail(value: string): boolean {
  return EMAIL.test(value)
}

/** True for text in the shape of a web address with its scheme. */
export function isUrl(value: string): boolean {
  return URL_WITH_SCHEME.test(value)
}

/** Reads a web address: with a scheme, as a bare host, or as Access exports links; null for anything else. */
export function parseUrl(value: string): string | null {
  const inner = ACCESS_LINK.exec(value)?.[1]?.trim()
  const text = inner === undefined || inner === '' || isUrl(value) ? value : inner
  if (isUrl(text)) {
    return text
  }

  return BARE_HOST.test(text) && !/\.html?$/i.test(text) ? `https://${text}` : null
}
