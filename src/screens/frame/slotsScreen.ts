import { z } from 'zod'

import { levelHere, modelOf } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { canDo } from '../../identity/index.ts'
import type { CompiledSlot } from '../../plugin/index.ts'
import { currentCrm, isModuleOn } from '../../plugin/index.ts'
import { defineScreen } from '../defineScreen.ts'
import type { ScreenReader } from '../types.ts'

/** What stands in a slot for its reader: the component by its path, and what it is called. */
export type SlotView = { component: string; id: string; label: Label }

const NAMES = ['dashboardWidget', 'headerAction', 'listAction', 'navigation', 'recordTab'] as const

/** What plugins have put into a slot, as far as modules, collections and permissions let the reader see it. */
export const slotsScreen = defineScreen({
  input: z.object({ collection: z.string().optional(), slot: z.enum(NAMES) }),
  load: ({ collection, slot: name }, reader) =>
    Promise.resolve({
      slots: currentCrm()
        .slots.filter(
          (slot) =>
            slot.slot === name &&
            (collection === undefined ||
              slot.collection === undefined ||
              slot.collection === collection) &&
            isAllowed(slot, reader),
        )
        .map(({ component, id, label }): SlotView => ({ component, id, label })),
    }),
  name: 'slots',
})

function isAllowed(
  { collection, module, permission }: CompiledSlot,
  { isOpen, principal, tenant }: ScreenReader,
): boolean {
  return (
    isModuleOn(tenant.modules, module) &&
    (permission === undefined || canDo(principal, permission)) &&
    (collection === undefined ||
      (isOpen(collection) && levelHere(modelOf(collection), 'read') !== 'none'))
  )
}
