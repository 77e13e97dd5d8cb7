import { builtInRoles } from '../../identity/index.ts'
import { pluginErrors } from '../errors.ts'
import type { CompiledSlot, CrmPlugin, PluginSlot, SlotName } from '../types.ts'

const DEFAULT_ORDER = 500
const NAMES: readonly SlotName[] = [
  'dashboardWidget',
  'headerAction',
  'listAction',
  'navigation',
  'recordTab',
]
const COMPONENT = /^[^#\s]+#[A-Za-z_$][\w$]*$/

/** What all plugins put into the slots of the screens, in the order it is shown; refuses what could not be. */
export function collectSlots(
  plugins: readonly CrmPlugin[],
  slugs: ReadonlySet<string>,
): CompiledSlot[] {
  const permissions = new Set([
    ...builtInRoles.flatMap((role) => role.permissions.actions.filter((key) => key !== '*')),
    ...plugins.flatMap(({ manifest }) => (manifest.permissions ?? []).map(({ key }) => key)),
  ])
  const seen = new Set<string>()

  return plugins
    .flatMap(({ manifest }) =>
      (manifest.slots ?? []).map((slot): CompiledSlot => {
        checkSlot(slot, { permissions, plugin: manifest.id, slugs })
        if (seen.has(slot.id)) {
          throw pluginErrors.SLOT_DUPLICATE({ plugin: manifest.id, slot: slot.id })
        }
        seen.add(slot.id)

        return { ...slot, module: manifest.id, order: slot.order ?? DEFAULT_ORDER }
      }),
    )
    .toSorted((one, other) => one.order - other.order)
}

function checkSlot(
  { collection, component, id, permission, slot: name }: PluginSlot,
  known: { permissions: ReadonlySet<string>; plugin: string; slugs: ReadonlySet<string> },
): void {
  const where = { plugin: known.plugin, slot: id }
  if (!id.startsWith(`${known.plugin}.`)) {
    throw pluginErrors.SLOT_FOREIGN(where)
  }
  if (!NAMES.includes(name)) {
    throw pluginErrors.SLOT_UNKNOWN({ ...where, known: NAMES.join(', '), name })
  }
  if (!COMPONENT.test(component)) {
    throw pluginErrors.SLOT_COMPONENT_INVALID({ ...where, component })
  }
  if (collection !== undefined && !known.slugs.has(collection)) {
    throw pluginErrors.SLOT_COLLECTION_UNKNOWN({ ...where, collection })
  }
  if (permission !== undefined && !known.permissions.has(permission)) {
    throw pluginErrors.SLOT_PERMISSION_UNKNOWN({ ...where, permission })
  }
}
