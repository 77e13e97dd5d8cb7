import type { Synonyms } from './types.ts'

/** What the parts of an address are called. */
export const addressSynonyms: Synonyms['fields'] = {
  'address.city': ['city', 'town', 'locality', 'billing city', 'mailing city', 'stadt', 'ort'],
  'address.country': [
    'country',
    'nation',
    'billing country',
    'mailing country',
    'land',
    'office location',
    'country code',
  ],
  'address.postalCode': [
    'postal code',
    'postcode',
    'post code',
    'zip',
    'zip code',
    'plz',
    'postleitzahl',
    'billing zip',
    'mailing zip',
  ],
  'address.region': [
    'region',
    'state',
    'province',
    'county',
    'billing state',
    'mailing state',
    'bundesland',
  ],
  'address.street': [
    'address',
    'street',
    'street address',
    'address 1',
    'address line 1',
    'billing street',
    'mailing street',
    'strasse',
    'anschrift',
    'adresse',
  ],
}
