import { isTenonError } from '../../../kernel/errors/index.ts'
import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the pages for signing in and of the platform console. */
export const authTexts = defineTranslations('auth', { de, en })

/** What a page says about a refusal, in its language; throws on what no user can have caused, and where a code must follow. */
export function refusalText(locale: string, error: unknown): string {
  if (
    !isTenonError(error) ||
    error.status >= 500 ||
    error.code === 'IDENTITY_SECOND_FACTOR_NEEDED'
  ) {
    throw error
  }
  const path = Object.hasOwn(en.errors, error.code)
    ? (error.code as keyof typeof en.errors)
    : 'AUTH_OTHER'
  const facts = Object.entries(error.data).filter(
    (entry): entry is [string, number | string] =>
      typeof entry[1] === 'number' || typeof entry[1] === 'string',
  )

  return authTexts.translate(locale, `errors.${path}`, Object.fromEntries(facts))
}
