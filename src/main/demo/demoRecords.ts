import { makeActivities } from './makeActivities.ts'
import { makeAttachments } from './makeAttachments.ts'
import { makeCompanies } from './makeCompanies.ts'
import { makeConsents } from './makeConsents.ts'
import { makeContacts } from './makeContacts.ts'
import { makeDashboards } from './makeDashboards.ts'
import { makeDealContacts, makeDealLines, makeStageHistory } from './makeDealParts.ts'
import { makeDeals } from './makeDeals.ts'
import { makeExchangeRates } from './makeExchangeRates.ts'
import { makeNotifications } from './makeNotifications.ts'
import { makeProducts } from './makeProducts.ts'
import { makeTags } from './makeTags.ts'
import { makeViews } from './makeViews.ts'
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

  const parts = [
    batch('deal-lines', makeDealLines(context, deals, products)),
    batch('deal-contacts', makeDealContacts(context, deals, contacts)),
    batch('deal-stage-history', makeStageHistory(context, deals)),
  ]
  const { activities, targets } = makeActivities(context, deals, contacts)
  const { links, tags } = makeTags(context, companies, contacts)

  return [
    batch('companies', companies),
    batch('products', products),
    batch('contacts', contacts),
    batch('deals', deals),
    ...parts,
    batch('activities', activities),
    batch('activity-targets', targets),
    batch('tags', tags),
    batch('record-tags', links),
    batch('consents', makeConsents(context, contacts)),
    batch('exchange-rates', makeExchangeRates(context)),
    attachmentsOf(context, deals),
    ...viewsOf(context),
    batch('dashboards', makeDashboards(context)),
    batch('notifications', makeNotifications(context, deals)),
  ]
}

function viewsOf(context: DemoContext): DemoBatch[] {
  const { personal, shared } = makeViews(context)

  return [batch('views', shared), batch('personal-views', personal)]
}

function attachmentsOf(context: DemoContext, deals: readonly DemoRecord[]): DemoBatch {
  const { files, records } = makeAttachments(context, deals)

  return { ...batch('attachments', records), files }
}

function batch(collection: string, records: readonly DemoRecord[]): DemoBatch {
  return { changes: records.map(({ data, id }) => ({ data, id, op: 'create' })), collection }
}
