import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the home page. */
export const homeTexts = defineTranslations('app-home', { de, en })
