/** German texts of fields that modules share. */
export const de = {
  address: {
    city: 'Ort',
    country: 'Land',
    postalCode: 'Postleitzahl',
    region: 'Bundesland oder Region',
    street: 'Straße',
  },
  configuration: {
    key: 'Schlüssel',
    keyDescription:
      'Benennt diesen Eintrag in Vorlagen und Importen; nicht mehr ändern, sobald er in Gebrauch ist.',
    name: 'Name',
    nameDescription: 'Ein Text oder ein Text je Sprache: {"en": "Won", "de": "Gewonnen"}.',
    origin: 'Herkunft',
    revision: 'Revision',
    title: 'Anzeigename',
  },
} as const
