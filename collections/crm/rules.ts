import type { PluginRule } from 'tenon/plugin'

import { checkCompanyParents } from './operations/checkCompanyParents.ts'
import { completeStages } from './operations/completeStages.ts'
import { copyStageKinds } from './operations/copyStageKinds.ts'
import { defaultCurrencies } from './operations/defaultCurrencies.ts'
import { followDealRights } from './operations/followDealRights.ts'
import { keepOneDefaultPipeline } from './operations/keepOneDefaultPipeline.ts'
import { nameContacts } from './operations/nameContacts.ts'
import { placeDeals } from './operations/placeDeals.ts'
import { priceDeals } from './operations/priceDeals.ts'
import { recordStageHistory } from './operations/recordStageHistory.ts'
import { sumDealLines } from './operations/sumDealLines.ts'
import { syncIdentifiers } from './operations/syncIdentifiers.ts'
import { totalDealLines } from './operations/totalDealLines.ts'

const companyIdentifiers = syncIdentifiers('companies', { domain: ['domain'], phone: ['phone'] })
const contactIdentifiers = syncIdentifiers('contacts', {
  email: ['email'],
  phone: ['phone', 'mobile'],
})

/** The rules of the CRM module, in the order they run in each collection. */
export const crmRules: readonly PluginRule[] = [
  { collection: 'companies', id: 'crm.checkCompanyParents', prepare: checkCompanyParents },
  { collection: 'companies', id: 'crm.defaultCurrency', prepare: defaultCurrencies('revenue') },
  { collection: 'companies', effects: companyIdentifiers, id: 'crm.syncIdentifiers' },
  { collection: 'contacts', id: 'crm.nameContacts', prepare: nameContacts },
  { collection: 'contacts', effects: contactIdentifiers, id: 'crm.syncIdentifiers' },
  { collection: 'products', id: 'crm.defaultCurrency', prepare: defaultCurrencies('price') },
  {
    collection: 'pipelines',
    effects: keepOneDefaultPipeline,
    id: 'crm.keepOneDefaultPipeline',
  },
  { collection: 'stages', id: 'crm.completeStages', prepare: completeStages },
  { collection: 'stages', effects: copyStageKinds, id: 'crm.copyStageKinds' },
  { collection: 'deals', id: 'crm.placeDeals', prepare: placeDeals },
  { collection: 'deals', id: 'crm.priceDeals', prepare: priceDeals },
  { collection: 'deals', effects: recordStageHistory, id: 'crm.recordStageHistory' },
  { collection: 'deal-contacts', id: 'crm.followDealRights', prepare: followDealRights },
  { collection: 'deal-lines', id: 'crm.followDealRights', prepare: followDealRights },
  { collection: 'deal-lines', id: 'crm.totalDealLines', prepare: totalDealLines },
  { collection: 'deal-lines', effects: sumDealLines, id: 'crm.sumDealLines' },
]
