import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts of the frame around the screens. */
export const frameTexts = defineTranslations('app-frame', { de, en })
