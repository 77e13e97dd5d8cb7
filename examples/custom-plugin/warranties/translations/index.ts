import { defineTranslations } from 'tenon/i18n'

import { de } from './de.ts'
import { en } from './en.ts'

/** The text at a path of the warranties: in every language, and in one. */
export const { label: labelOf, translate } = defineTranslations('warranties', { de, en })
