import type { GroupField } from 'payload'

import { fieldTexts } from '../translations/index.ts'
import type { Label, Personal } from '../types.ts'
import { row } from './row.ts'
import { text } from './text.ts'

/** A postal address as a group: street, city, region, postal code, country. */
export function address(args: { label: Label; name?: string; personal?: Personal }): GroupField {
  const personal = args.personal === undefined ? {} : { personal: args.personal }

  return {
    fields: [
      text({ label: fieldTexts.label('address.street'), name: 'street', ...personal }),
      row(
        text({
          label: fieldTexts.label('address.postalCode'),
          maxLength: 20,
          name: 'postalCode',
          ...personal,
        }),
        text({ index: true, label: fieldTexts.label('address.city'), name: 'city', ...personal }),
      ),
      row(
        text({ label: fieldTexts.label('address.region'), name: 'region', ...personal }),
        text({
          index: true,
          label: fieldTexts.label('address.country'),
          name: 'country',
          ...personal,
        }),
      ),
    ],
    label: args.label,
    name: args.name ?? 'address',
    type: 'group',
  }
}
