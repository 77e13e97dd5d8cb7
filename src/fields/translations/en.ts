/** English texts of fields that modules share. */
export const en = {
  address: {
    city: 'City',
    country: 'Country',
    postalCode: 'Postal code',
    region: 'State or region',
    street: 'Street',
  },
  configuration: {
    key: 'Key',
    keyDescription: 'Names this entry in presets and imports; keep it once it is in use.',
    name: 'Name',
    nameDescription: 'A text, or one text per language: {"en": "Won", "de": "Gewonnen"}.',
    origin: 'Origin',
    revision: 'Revision',
    title: 'Display name',
  },
} as const
