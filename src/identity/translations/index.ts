import { defineTranslations } from '../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of identity in every language. */
export const identityTexts = defineTranslations('identity', { de, en })
