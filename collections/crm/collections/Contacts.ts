import {
  address,
  calendarDate,
  email,
  longText,
  owner,
  phone,
  relation,
  row,
  text,
  url,
} from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A person a tenant knows. */
export const Contacts = defineCollection({
  fields: [
    row(
      text({ label: labelOf('contacts.firstName'), name: 'firstName' }),
      text({ index: true, label: labelOf('contacts.lastName'), name: 'lastName' }),
    ),
    // Long enough for both names together.
    text({
      index: true,
      label: labelOf('contacts.name'),
      maxLength: 511,
      name: 'name',
      protected: true,
      sidebar: true,
    }),
    row(
      relation({ label: labelOf('contacts.company'), name: 'company', relationTo: 'companies' }),
      text({ label: labelOf('contacts.title'), name: 'title' }),
    ),
    email({ index: true, label: labelOf('contacts.email'), name: 'email' }),
    row(
      phone({ label: labelOf('contacts.phone'), name: 'phone' }),
      phone({ label: labelOf('contacts.mobile'), name: 'mobile' }),
    ),
    url({ label: labelOf('contacts.website'), name: 'website' }),
    address({ label: labelOf('contacts.address') }),
    longText({ label: labelOf('contacts.description'), name: 'description' }),
    calendarDate({
      label: labelOf('contacts.subscribedOn'),
      name: 'subscribedOn',
      sidebar: true,
    }),
    owner({ label: labelOf('contacts.owner') }),
  ],
  indexes: [
    ['owner', 'name', 'id'],
    ['company', 'name', 'id'],
  ],
  labels: { plural: labelOf('contacts.plural'), singular: labelOf('contacts.singular') },
  listColumns: ['name', 'title', 'company', 'email', 'phone', 'owner'],
  ownerField: 'owner',
  searchFields: ['name', 'email'],
  slug: 'contacts',
  title: 'name',
})
