import { defineTranslations } from '../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The text at a path of the texts of privacy in one language. */
export const { translate: privacyText } = defineTranslations('privacy', { de, en })
