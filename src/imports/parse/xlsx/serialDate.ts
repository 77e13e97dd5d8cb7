const DAY_MS = 86_400_000
const OFFSET_1904 = 1462
const MAX_SERIAL = 2_958_466

/**
 * Writes the number by which a spreadsheet counts days as `YYYY-MM-DD`, with `THH:MM:SSZ` where it has
 * a part of a day and as `HH:MM:SS` where it has nothing else; null beyond the year 9999.
 */
export function serialDate(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= MAX_SERIAL) {
    return null
  }
  const days = Math.floor(serial)
  const seconds = Math.round((serial - days) * 86_400)
  if (days === 0 && !is1904) {
    return seconds === 0 ? null : timeOf(seconds)
  }
  const since1900 = is1904 ? days + OFFSET_1904 : days
  // Excel believes in a 29 February 1900, so all days before March stand one off.
  const real = since1900 < 61 ? since1900 + 1 : since1900
  const midnight = Date.UTC(1899, 11, 30) + real * DAY_MS
  const iso = new Date(midnight + seconds * 1000).toISOString()

  return seconds === 0 ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19)
}
