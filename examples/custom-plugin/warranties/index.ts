import type { CrmPlugin } from 'tenon/plugin'
import { definePlugin } from 'tenon/plugin'

import { Warranties } from './collections/Warranties.ts'
import type { WarrantyOptions } from './options.ts'
import { warrantyOptions } from './options.ts'
import { warrantyPermissions } from './permissions.ts'
import { warrantyRules } from './rules.ts'
import { warrantySlots } from './slots.ts'
import { labelOf } from './translations/index.ts'

/** Warranties of sold products. */
export function warranties(given: WarrantyOptions = {}): CrmPlugin {
  const plugin = definePlugin({
    id: 'warranties',
    kernel: '^0.1.0',
    label: labelOf('module'),
    options: warrantyOptions,
    permissions: warrantyPermissions,
    collections: [Warranties],
    rules: warrantyRules(given),
    slots: warrantySlots,
    navigation: [
      {
        icon: 'shield',
        id: 'service',
        items: ['warranties'],
        label: labelOf('navigation.service'),
        order: 200,
      },
    ],
  })

  return plugin(given)
}
