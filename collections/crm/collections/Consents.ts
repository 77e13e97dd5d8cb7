import { choice, instant, longText, relation, row } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** What a contact allowed or withdrew, when and how: a log, gone only with the contact. */
export const Consents = defineCollection({
  defaultSort: '-at',
  fields: [
    relation({
      label: labelOf('consents.contact'),
      name: 'contact',
      onDelete: 'cascade',
      relationTo: 'contacts',
      required: true,
    }),
    row(
      choice({
        label: labelOf('consents.channel'),
        name: 'channel',
        options: {
          any: labelOf('consents.channels.any'),
          email: labelOf('consents.channels.email'),
          phone: labelOf('consents.channels.phone'),
        },
        required: true,
      }),
      choice({
        label: labelOf('consents.decision'),
        name: 'decision',
        options: {
          given: labelOf('consents.decisions.given'),
          withdrawn: labelOf('consents.decisions.withdrawn'),
        },
        required: true,
      }),
    ),
    row(
      instant({
        description: labelOf('consents.atDescription'),
        index: true,
        label: labelOf('consents.at'),
        name: 'at',
      }),
      choice({
        defaultValue: 'other',
        label: labelOf('consents.source'),
        name: 'source',
        options: {
          email: labelOf('consents.sources.email'),
          form: labelOf('consents.sources.form'),
          inPerson: labelOf('consents.sources.inPerson'),
          other: labelOf('consents.sources.other'),
          phone: labelOf('consents.sources.phone'),
          record: labelOf('consents.sources.record'),
        },
      }),
    ),
    longText({ label: labelOf('consents.note'), name: 'note', personal: true }),
  ],
  icon: 'shield-check',
  indexes: [['contact', 'channel', 'at desc', 'id desc']],
  labels: { plural: labelOf('consents.plural'), singular: labelOf('consents.singular') },
  listColumns: ['contact', 'channel', 'decision', 'at', 'source'],
  searchFields: [],
  slug: 'consents',
  title: 'id',
  trash: false,
  writtenBy: 'people-once',
})
