import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the settings. */
export const settingsTexts = defineTranslations('app-settings', { de, en })
