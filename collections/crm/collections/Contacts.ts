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

import { contactWishes } from '../fields/contactWishes.ts'
import { labelOf } from '../translations/index.ts'

/** A person a tenant knows. */
export const Contacts = defineCollection({
  fields: [
    row(
      text({ label: labelOf('contacts.firstName'), name: 'firstName', personal: true }),
      text({
        index: true,
        label: labelOf('contacts.lastName'),
        name: 'lastName',
        personal: 'title',
      }),
    ),
    // Long enough for both names together.
    text({
      index: true,
      label: labelOf('contacts.name'),
      maxLength: 511,
      name: 'name',
      personal: true,
      protected: true,
      sidebar: true,
    }),
    row(
      relation({ label: labelOf('contacts.company'), name: 'company', relationTo: 'companies' }),
      text({ index: true, label: labelOf('contacts.title'), name: 'title', personal: true }),
    ),
    email({ index: true, label: labelOf('contacts.email'), name: 'email', personal: true }),
    row(
      phone({ index: true, label: labelOf('contacts.phone'), name: 'phone', personal: true }),
      phone({ label: labelOf('contacts.mobile'), name: 'mobile', personal: true }),
    ),
    url({ label: labelOf('contacts.website'), name: 'website', personal: true }),
    address({ label: labelOf('contacts.address'), personal: true }),
    longText({ label: labelOf('contacts.description'), name: 'description', personal: true }),
    calendarDate({
      label: labelOf('contacts.subscribedOn'),
      name: 'subscribedOn',
      personal: true,
      sidebar: true,
    }),
    owner({ label: labelOf('contacts.owner') }),
    ...contactWishes,
  ],
  icon: 'contact',
  indexes: [
    ['owner', 'name', 'id'],
    ['company', 'name', 'id'],
  ],
  labels: { plural: labelOf('contacts.plural'), singular: labelOf('contacts.singular') },
  linkedBy: ['activity-targets', 'attachments', 'record-tags'],
  listColumns: ['name', 'title', 'company', 'email', 'phone', 'owner'],
  ownerField: 'owner',
  searchFields: ['name', 'email'],
  slug: 'contacts',
  title: 'name',
})
