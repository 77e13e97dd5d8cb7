import type { Synonyms } from './types.ts'

/** What products are called in files. */
export const productsSynonyms: Synonyms = {
  fields: {
    active: ['active', 'enabled', 'available', 'for sale', 'aktiv'],
    'active:not': ['discontinued', 'inactive', 'disabled', 'retired', 'archived', 'ausgelaufen'],
    currency: ['currency', 'currency code', 'wahrung'],
    description: ['description', 'details', 'notes', 'beschreibung'],
    name: [
      'name',
      'product',
      'product name',
      'item',
      'item name',
      'produkt',
      'artikel',
      'bezeichnung',
    ],
    price: [
      'price',
      'sales price',
      'unit price',
      'list price',
      'selling price',
      'retail price',
      'preis',
      'verkaufspreis',
    ],
    series: ['series', 'family', 'line', 'product line', 'product family', 'serie'],
    sku: [
      'sku',
      'product code',
      'item number',
      'article number',
      'part number',
      'code',
      'artikelnummer',
    ],
  },
  nouns: ['product', 'item', 'article', 'produkt', 'artikel'],
}
