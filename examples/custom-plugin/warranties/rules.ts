import type { PluginRule } from 'tenon/plugin'

import { checkPeriods } from './operations/checkPeriods.ts'
import { completePeriods } from './operations/completePeriods.ts'
import { guardVoiding } from './operations/guardVoiding.ts'
import type { WarrantyOptions } from './options.ts'
import { warrantyOptions } from './options.ts'

/** The rules of warranties, in the order they run. */
export function warrantyRules(given: WarrantyOptions): readonly PluginRule[] {
  // Wrong options have been refused by the time a record is written.
  const prepare = completePeriods(() => warrantyOptions.parse(given).months)

  return [
    { collection: 'warranties', id: 'warranties.completePeriods', prepare },
    { collection: 'warranties', id: 'warranties.checkPeriods', prepare: checkPeriods },
    { collection: 'warranties', id: 'warranties.guardVoiding', prepare: guardVoiding },
  ]
}
