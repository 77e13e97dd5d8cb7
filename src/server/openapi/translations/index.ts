import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the description of the API. */
export const openapiTexts = defineTranslations('openapi', { de, en })
