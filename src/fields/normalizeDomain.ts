/** The bare host of a domain or web address, in lower case, without `www.`; '' for none. */
export function normalizeDomain(value: string): string {
  const host = value
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z\d+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/^.*@/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')

  return host.startsWith('www.') ? host.slice(4) : host
}
