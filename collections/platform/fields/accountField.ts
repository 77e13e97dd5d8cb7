import type { TextField } from 'payload'

import { text } from 'tenon/fields'

import { labelOf } from '../translations/index.ts'

const field = text({ label: labelOf('users.account'), name: 'account', protected: true })

/** The id of the account a user signs in with; accounts are global, so no foreign key reaches them. */
export const accountField: TextField = {
  ...field,
  admin: { ...field.admin, hidden: true },
  custom: { tenon: { kind: 'relation', protected: true } },
  index: true,
}
