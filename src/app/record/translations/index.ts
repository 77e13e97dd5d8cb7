import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the record page. */
export const recordTexts = defineTranslations('app-record', { de, en })
