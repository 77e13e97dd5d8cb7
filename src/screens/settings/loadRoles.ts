import type { Label } from '../../fields/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import type { ScreenReader } from '../types.ts'

/** The rights beyond records that the product itself asks for; plugins add theirs. */
const RIGHTS = [
  'users.manage',
  'settings.manage',
  'records.bulk',
  'records.undo',
  'records.export',
  'records.import',
  'tenant.export',
  'audit.read',
  'privacy.export',
  'privacy.erase',
] as const

/** What a role can speak of: the collections with their fields, and the rights beyond records. */
export function loadRoles(reader: ScreenReader) {
  const crm = currentCrm()
  const slugs = crm.navigation.flatMap(({ items }) => items).filter((slug) => reader.isOpen(slug))

  return {
    collections: slugs.flatMap((slug) => described(slug, reader)),
    rights: [
      ...RIGHTS.map((key): { key: string; label: Label | null } => ({ key, label: null })),
      ...crm.permissions.map(({ key, label }) => ({ key, label })),
    ],
  }
}

function described(slug: string, reader: ScreenReader) {
  try {
    const { fields, labels, ownerField, title } = describeCollection(slug, reader)

    return [
      {
        fields: fields.map(({ label, path }) => ({ label, path })),
        hasOwner: ownerField !== null,
        label: labels.plural,
        slug,
        title,
      },
    ]
  } catch {
    return []
  }
}
