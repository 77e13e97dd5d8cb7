import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of lists. */
export const listTexts = defineTranslations('app-list', { de, en })
