import { defineTranslations } from '../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The text at a path of the import's texts in one language. */
export const { translate: importsText } = defineTranslations('imports', { de, en })
