/** German texts of the warranties. */
export const de = {
  ending: {
    label: 'Bald endende Garantien',
    soon: {
      one: '{count} Garantie endet in 30 Tagen',
      other: '{count} Garantien enden in 30 Tagen',
      zero: 'Keine Garantie endet in 30 Tagen',
    },
    unknown: 'Bald endende Garantien',
  },
  fields: {
    contact: 'Kontakt',
    endsOn: 'Letzter Tag',
    endsOnDescription: 'Leer: der übliche Zeitraum ab dem ersten Tag.',
    notes: 'Notizen',
    product: 'Produkt',
    serial: 'Seriennummer',
    startsOn: 'Erster Tag',
    status: 'Status',
  },
  module: 'Garantien',
  navigation: { service: 'Service' },
  permissions: { void: 'Garantien für nichtig erklären' },
  plural: 'Garantien',
  singular: 'Garantie',
  status: { active: 'Aktiv', claimed: 'Beansprucht', void: 'Nichtig' },
} as const
