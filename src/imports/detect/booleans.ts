const TRUE = new Set([
  'true',
  't',
  'yes',
  'y',
  'ja',
  'j',
  'wahr',
  '1',
  'x',
  'on',
  'aktiv',
  'active',
])
const FALSE = new Set([
  'false',
  'f',
  'no',
  'n',
  'nein',
  'falsch',
  '0',
  'off',
  'inaktiv',
  'inactive',
])

/** Reads the ways files write yes and no, in English and German, or null. */
export function parseBoolean(value: string): boolean | null {
  const text = value.toLowerCase()
  if (TRUE.has(text)) {
    return true
  }

  return FALSE.has(text) ? false : null
}
