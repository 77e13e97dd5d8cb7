import type { SelectField } from 'payload'

import { currencyCodes } from '../currencyCodes.ts'
import { fieldBase } from '../fieldBase.ts'
import type { FieldArgs } from '../types.ts'

/** The ISO 4217 code of a currency, such as `EUR`. */
export function currency(args: FieldArgs): SelectField {
  return {
    ...fieldBase(args, { kind: 'text', semantic: 'currency' }),
    options: currencyCodes.map((code) => ({ label: code, value: code })),
    type: 'select',
  }
}
