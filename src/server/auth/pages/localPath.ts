/** The path if it leads to a page of this very host, else `/`: nobody is sent elsewhere after signing in. */
export function localPath(path: string): string {
  const base = 'http://this.invalid'
  const isLocal =
    /^\/(?![/\\])[\x21-\x7e]*$/.test(path) &&
    URL.canParse(path, base) &&
    new URL(path, base).origin === base

  return isLocal ? path : '/'
}
