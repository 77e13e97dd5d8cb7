import type { RecordDoc } from '../../collection/index.ts'
import { levelHere, modelOf } from '../../collection/index.ts'
import type { ScreenReader } from '../types.ts'
import { standardWidgets } from './standardWidgets.ts'
import type { Home } from './types.ts'
import { dashboardSchema } from './widgetSchema.ts'

/** Under which key a person's own home page is kept among their preferences. */
export const HOME_PREFERENCE = 'tenon-home'

/**
 * The home page of a reader: their own, else that of their role, else the standard one without what they
 * may not read. A page that can no longer be shown is passed over.
 */
export function dashboardOf(
  found: { own: readonly RecordDoc[]; shared: readonly RecordDoc[] },
  reader: ScreenReader,
): Home['layout'] {
  const own = dashboardSchema.safeParse(found.own[0]?.['value'])
  if (own.success) {
    return { dashboard: own.data, source: 'personal' }
  }
  for (const doc of found.shared) {
    const parsed = dashboardSchema.safeParse(doc['definition'])
    if (rolesOf(doc).includes(reader.principal.roleKey) && parsed.success) {
      return { dashboard: parsed.data, source: 'role' }
    }
  }

  return {
    dashboard: {
      widgets: standardWidgets.filter(({ collection }) => isReadable(collection, reader)),
    },
    source: 'standard',
  }
}

/** True for a collection that is there for the reader and that they may read. */
export function isReadable(collection: string, { isOpen }: ScreenReader): boolean {
  return isOpen(collection) && levelHere(modelOf(collection), 'read') !== 'none'
}

function rolesOf(doc: RecordDoc): readonly unknown[] {
  return Array.isArray(doc['roles']) ? doc['roles'] : []
}
