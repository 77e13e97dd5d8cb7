import type { PluginRule } from 'tenon/plugin'

import { crmErrors } from './errors.ts'
import { checkCompanyParents } from './operations/checkCompanyParents.ts'
import { checkRates } from './operations/checkRates.ts'
import { completeStages } from './operations/completeStages.ts'
import { copyActivityTimes } from './operations/copyActivityTimes.ts'
import { copyStageKinds } from './operations/copyStageKinds.ts'
import { dateActivityTargets } from './operations/dateActivityTargets.ts'
import { dateConsents } from './operations/dateConsents.ts'
import { defaultCurrencies } from './operations/defaultCurrencies.ts'
import { followRights } from './operations/followRights.ts'
import { guardAttachments } from './operations/guardAttachments.ts'
import { keepAttachmentFiles } from './operations/keepAttachmentFiles.ts'
import { keepOneDefaultPipeline } from './operations/keepOneDefaultPipeline.ts'
import { logContactWishes } from './operations/logContactWishes.ts'
import { mirrorConsents } from './operations/mirrorConsents.ts'
import { nameAttachments } from './operations/nameAttachments.ts'
import { nameContacts } from './operations/nameContacts.ts'
import { nameTags } from './operations/nameTags.ts'
import { placeDeals } from './operations/placeDeals.ts'
import { priceDeals } from './operations/priceDeals.ts'
import { recordStageHistory } from './operations/recordStageHistory.ts'
import { restateByRates } from './operations/restateByRates.ts'
import { sumDealLines } from './operations/sumDealLines.ts'
import { syncIdentifiers } from './operations/syncIdentifiers.ts'
import { timeActivities } from './operations/timeActivities.ts'
import { totalDealLines } from './operations/totalDealLines.ts'

const companyIdentifiers = syncIdentifiers('companies', { domain: ['domain'], phone: ['phone'] })
const contactIdentifiers = syncIdentifiers('contacts', {
  email: ['email'],
  phone: ['phone', 'mobile'],
})

const followDealRights = followRights({
  collection: 'deals',
  deletions: true,
  parent: 'deal',
  refusal: crmErrors.DEAL_FORBIDDEN,
  table: 'deals',
})
const followActivityRights = followRights({
  collection: 'activities',
  deletions: false,
  parent: 'activity',
  refusal: crmErrors.ACTIVITY_FORBIDDEN,
  table: 'activities',
})
const followContactRights = followRights({
  collection: 'contacts',
  deletions: false,
  parent: 'contact',
  refusal: crmErrors.CONTACT_FORBIDDEN,
  table: 'contacts',
})

/** The rules of the CRM module, in the order they run in each collection. */
export const crmRules: readonly PluginRule[] = [
  { collection: 'companies', id: 'crm.checkCompanyParents', prepare: checkCompanyParents },
  { collection: 'companies', id: 'crm.defaultCurrency', prepare: defaultCurrencies('revenue') },
  { collection: 'companies', effects: companyIdentifiers, id: 'crm.syncIdentifiers' },
  { collection: 'contacts', id: 'crm.nameContacts', prepare: nameContacts },
  { collection: 'contacts', effects: contactIdentifiers, id: 'crm.syncIdentifiers' },
  { collection: 'contacts', effects: logContactWishes, id: 'crm.logContactWishes' },
  { collection: 'consents', id: 'crm.followContactRights', prepare: followContactRights },
  { collection: 'consents', id: 'crm.dateConsents', prepare: dateConsents },
  { collection: 'consents', effects: mirrorConsents, id: 'crm.mirrorConsents' },
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
  { collection: 'exchange-rates', id: 'crm.checkRates', prepare: checkRates },
  { collection: 'exchange-rates', effects: restateByRates, id: 'crm.restateByRates' },
  { collection: 'activities', id: 'crm.timeActivities', prepare: timeActivities },
  { collection: 'activities', effects: copyActivityTimes, id: 'crm.copyActivityTimes' },
  {
    collection: 'activity-targets',
    id: 'crm.followActivityRights',
    prepare: followActivityRights,
  },
  { collection: 'activity-targets', id: 'crm.dateActivityTargets', prepare: dateActivityTargets },
  { collection: 'tags', id: 'crm.nameTags', prepare: nameTags },
  { collection: 'attachments', id: 'crm.guardAttachments', prepare: guardAttachments },
  { collection: 'attachments', id: 'crm.nameAttachments', prepare: nameAttachments },
  { collection: 'attachments', effects: keepAttachmentFiles, id: 'crm.keepAttachmentFiles' },
]
