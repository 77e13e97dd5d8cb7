import type { Field } from 'payload'

import { boolean } from 'tenon/fields'

import { labelOf } from '../translations/index.ts'

/** How a contact wants to be left alone; the log of consents and these flags follow each other. */
export const contactWishes: readonly Field[] = [
  boolean({
    defaultValue: false,
    label: labelOf('contacts.emailOptOut'),
    name: 'emailOptOut',
    sidebar: true,
  }),
  boolean({
    defaultValue: false,
    label: labelOf('contacts.phoneOptOut'),
    name: 'phoneOptOut',
    sidebar: true,
  }),
  boolean({
    defaultValue: false,
    label: labelOf('contacts.doNotContact'),
    name: 'doNotContact',
    sidebar: true,
  }),
]
