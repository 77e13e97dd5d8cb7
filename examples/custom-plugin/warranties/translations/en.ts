/** English texts of the warranties. */
export const en = {
  ending: {
    label: 'Warranties that end soon',
    soon: {
      one: '{count} warranty ends within 30 days',
      other: '{count} warranties end within 30 days',
      zero: 'No warranty ends within 30 days',
    },
    unknown: 'Warranties that end soon',
  },
  fields: {
    contact: 'Contact',
    endsOn: 'Last day',
    endsOnDescription: 'Empty: the usual period from the first day.',
    notes: 'Notes',
    product: 'Product',
    serial: 'Serial number',
    startsOn: 'First day',
    status: 'Status',
  },
  module: 'Warranties',
  navigation: { service: 'Service' },
  permissions: { void: 'Void warranties' },
  plural: 'Warranties',
  singular: 'Warranty',
  status: { active: 'Active', claimed: 'Claimed', void: 'Void' },
} as const
