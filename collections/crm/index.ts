import { definePlugin } from 'tenon/plugin'

import { Activities } from './collections/Activities.ts'
import { ActivityTargets } from './collections/ActivityTargets.ts'
import { Attachments } from './collections/Attachments.ts'
import { Companies } from './collections/Companies.ts'
import { Consents } from './collections/Consents.ts'
import { Contacts } from './collections/Contacts.ts'
import { DealContacts } from './collections/DealContacts.ts'
import { DealLines } from './collections/DealLines.ts'
import { Deals } from './collections/Deals.ts'
import { DealStageHistory } from './collections/DealStageHistory.ts'
import { ExchangeRates } from './collections/ExchangeRates.ts'
import { Pipelines } from './collections/Pipelines.ts'
import { Products } from './collections/Products.ts'
import { RecordTags } from './collections/RecordTags.ts'
import { Stages } from './collections/Stages.ts'
import { Tags } from './collections/Tags.ts'
import { crmConfiguration } from './configuration.ts'
import { crmRules } from './rules.ts'
import { makeAttachmentThumbnail } from './tasks/makeAttachmentThumbnail.ts'
import { removeAttachmentFiles } from './tasks/removeAttachmentFiles.ts'
import { restateDeals } from './tasks/restateDeals.ts'
import { sweepAttachmentFiles } from './tasks/sweepAttachmentFiles.ts'
import { labelOf } from './translations/index.ts'

/** Companies, contacts, products and deals on their way through pipelines. */
export const crm = definePlugin({
  id: 'crm',
  kernel: '^0.1.0',
  label: labelOf('module'),
  configuration: crmConfiguration,
  collections: [
    Companies,
    Contacts,
    Products,
    Pipelines,
    Stages,
    Deals,
    DealLines,
    DealContacts,
    DealStageHistory,
    Activities,
    ActivityTargets,
    Consents,
    Tags,
    RecordTags,
    ExchangeRates,
    Attachments,
  ],
  rules: crmRules,
  jobs: [makeAttachmentThumbnail, removeAttachmentFiles, restateDeals, sweepAttachmentFiles],
  navigation: [
    {
      icon: 'handshake',
      id: 'sales',
      items: [
        ...['companies', 'contacts', 'deals', 'activities', 'products', 'deal-lines'],
        ...['deal-contacts', 'activity-targets', 'record-tags', 'consents', 'attachments'],
      ],
      label: labelOf('navigation.sales'),
      order: 100,
    },
    {
      icon: 'route',
      id: 'sales-setup',
      items: ['pipelines', 'stages', 'tags', 'exchange-rates'],
      label: labelOf('navigation.setup'),
      order: 800,
    },
  ],
})
