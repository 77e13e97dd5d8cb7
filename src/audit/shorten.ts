const MOST_TEXT = 300

/** Text of strangers as it may stand in an audit: it must neither fill nor break it. */
export function shorten(text: null | string | undefined): null | string {
  return text?.replaceAll('\0', '').slice(0, MOST_TEXT) ?? null
}
