import { de } from './de.ts'
import { en } from './en.ts'

/** Texts of Payload's screens that Tenon says differently, for `i18n.translations`. */
export const adminTranslations = { de, en }
