import type { GroupField } from 'payload'

import { fieldTexts } from '../translations/index.ts'
import type { Label } from '../types.ts'
import { row } from './row.ts'
import { text } from './text.ts'

/** A postal address as a group: street, city, region, postal code, country. */
export function address(args: { label: Label; name?: string }): GroupField {
  return {
    fields: [
      text({ label: fieldTexts.label('address.street'), name: 'street' }),
      row(
        text({ label: fieldTexts.label('address.postalCode'), maxLength: 20, name: 'postalCode' }),
        text({ index: true, label: fieldTexts.label('address.city'), name: 'city' }),
      ),
      row(
        text({ label: fieldTexts.label('address.region'), name: 'region' }),
        text({ index: true, label: fieldTexts.label('address.country'), name: 'country' }),
      ),
    ],
    label: args.label,
    name: args.name ?? 'address',
    type: 'group',
  }
}
