/** English texts of the warranties. */
export const en = {
  badge: {
    days: { one: '{count} day left', other: '{count} days left' },
    over: 'expired',
    today: 'last day',
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
