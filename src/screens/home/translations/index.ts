import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the widgets that every tenant starts with. */
export const { label: widgetLabel } = defineTranslations('screens-home', { de, en })
