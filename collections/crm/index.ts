import { definePlugin } from 'tenon/plugin'

import { Companies } from './collections/Companies.ts'
import { Contacts } from './collections/Contacts.ts'
import { DealContacts } from './collections/DealContacts.ts'
import { DealLines } from './collections/DealLines.ts'
import { Deals } from './collections/Deals.ts'
import { DealStageHistory } from './collections/DealStageHistory.ts'
import { Pipelines } from './collections/Pipelines.ts'
import { Products } from './collections/Products.ts'
import { Stages } from './collections/Stages.ts'
import { crmConfiguration } from './configuration.ts'
import { crmRules } from './rules.ts'
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
  ],
  rules: crmRules,
  navigation: [
    {
      icon: 'handshake',
      id: 'sales',
      items: ['companies', 'contacts', 'deals', 'products', 'deal-lines', 'deal-contacts'],
      label: labelOf('navigation.sales'),
      order: 100,
    },
    {
      icon: 'route',
      id: 'sales-setup',
      items: ['pipelines', 'stages'],
      label: labelOf('navigation.setup'),
      order: 800,
    },
  ],
})
