import { defineTranslations } from '../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of what every collection has. */
export const { label: labelOf } = defineTranslations('screens', { de, en })
