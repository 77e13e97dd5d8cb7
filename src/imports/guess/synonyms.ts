import { companiesSynonyms } from './synonyms/companies.ts'
import { contactsSynonyms } from './synonyms/contacts.ts'
import { dealsSynonyms } from './synonyms/deals.ts'
import { productsSynonyms } from './synonyms/products.ts'
import type { Synonyms } from './synonyms/types.ts'
import { usersSynonyms } from './synonyms/users.ts'

/** What the fields of the built-in collections are called in real files, English and German. */
export const SYNONYMS: Readonly<Record<string, Synonyms>> = {
  companies: companiesSynonyms,
  contacts: contactsSynonyms,
  deals: dealsSynonyms,
  products: productsSynonyms,
  users: usersSynonyms,
}
