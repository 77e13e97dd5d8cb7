import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of setting up a new tenant. */
export const startTexts = defineTranslations('app-start', { de, en })
