import { defineTranslations } from '../../../kernel/i18n/index.ts'
import { de } from './de.ts'
import { en } from './en.ts'

/** The texts about the hosts of a tenant's own. */
export const domainTexts = defineTranslations('domains', { de, en })
