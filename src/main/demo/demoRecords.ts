import { makeCompanies } from './makeCompanies.ts'
import { makeContacts } from './makeContacts.ts'
import { makeDealContacts, makeDealLines, makeStageHistory } from './makeDealParts.ts'
import { makeDeals } from './makeDeals.ts'
import { makeProducts } from './makeProducts.ts'
import { de } from './names/de.ts'
import { en } from './names/en.ts'
import { createRandom } from './random.ts'
import type { DemoBatch, DemoContext, DemoPlace, DemoRecord } from './types.ts'

/** The records of a demo tenant, the same on every machine, in the order to write them. */
export function demoRecords(
  tenant: { locale: 'de' | 'en'; slug: string },
  place: DemoPlace,
): DemoBatch[] {
  const names = tenant.locale === 'de' ? de : en
  const context: DemoContext = { ...place, names, random: createRandom(tenant.slug) }
  const companies = makeCompanies(context)
  const contacts = makeContacts(context, companies)
  const products = makeProducts(context)
  const deals = makeDeals(context, companies, products)

  return [
    batch('companies', companies),
    batch('products', products),
    batch('contacts', contacts),
    batch('deals', deals),
    batch('deal-lines', makeDealLines(context, deals, products)),
    batch('deal-contacts', makeDealContacts(context, deals, contacts)),
    batch('deal-stage-history', makeStageHistory(context, deals)),
  ]
}

function batch(collection: string, records: readonly DemoRecord[]): DemoBatch {
  return { changes: records.map(({ data, id }) => ({ data, id, op: 'create' })), collection }
}
