import type { TextPath, TextVariables } from '../../kernel/i18n/index.ts'
import type { en } from '../translations/en.ts'
import { importsText } from '../translations/index.ts'
import type { ImportNote } from '../types.ts'

/** A note on the plan in the reader's language, with a stable code. */
export function importNote(
  locale: string,
  code: TextPath<(typeof en)['notes']>,
  variables: TextVariables = {},
): ImportNote {
  return { code, message: importsText(locale, `notes.${code}`, variables) }
}
