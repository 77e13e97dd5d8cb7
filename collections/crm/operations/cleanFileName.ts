const LONGEST = 200
const LONGEST_ENDING = 16
const NAMELESS = 'file'

/** The last part of a name, without control and direction marks and whatever file systems refuse. */
export function cleanFileName(given: string): string {
  const name = (
    given
      .toWellFormed()
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? ''
  )
    .normalize('NFC')
    // Marks that turn the direction of text make `gpj.exe` look like `exe.jpg`.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  const ending = /\.[^.]+$/.exec(name)?.[0] ?? ''
  if (name === '') {
    return NAMELESS
  }

  return name.length <= LONGEST || ending.length > LONGEST_ENDING
    ? name.slice(0, LONGEST).toWellFormed()
    : `${name.slice(0, LONGEST - ending.length).toWellFormed()}${ending}`
}
