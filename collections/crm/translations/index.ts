import { defineTranslations } from 'tenon/kernel'

import { de } from './de.ts'
import { en } from './en.ts'

/** The text at a path of the CRM module, in every language. */
export const { label: labelOf } = defineTranslations('crm', { de, en })
