import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the import wizard. */
export const importTexts = defineTranslations('app-import', { de, en })
