import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts that all screens share. */
export const uiTexts = defineTranslations('app-ui', { de, en })
