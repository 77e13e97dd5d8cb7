import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of boards. */
export const boardTexts = defineTranslations('app-board', { de, en })
