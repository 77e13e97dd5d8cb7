import { defineTranslations } from '../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** Texts of fields that modules share. */
export const fieldTexts = defineTranslations('fields', { de, en })
