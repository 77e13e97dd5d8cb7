import type { PluginSlot } from 'tenon/plugin'

import { labelOf } from './translations/index.ts'

/** What this plugin puts into the slots of the screens. */
export const warrantySlots: readonly PluginSlot[] = [
  {
    collection: 'warranties',
    component: './warranties/admin/EndingSoon.client#EndingSoon',
    id: 'warranties.endingSoon',
    label: labelOf('ending.label'),
    slot: 'navigation',
  },
]
