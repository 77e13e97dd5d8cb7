import { can } from '../permissions.ts'
import type { PermissionLevel, Permissions, RecordAction } from '../types.ts'
import type { SupportLevel } from './types.ts'

// Whoever helps must not be able to hand out rights, least of all to themselves.
const LOOK_ONLY = new Set(['*', 'roles', 'teams', 'user-roles', 'users'])
const WRITES: readonly RecordAction[] = ['create', 'delete', 'update']

/**
 * The rights of an administrator as support has them: reading, and where the tenant allows it changing
 * records; never exporting, importing, users, roles, teams or any right beyond records.
 */
export function supportRights(admin: Permissions, level: SupportLevel): Permissions {
  const slugs = [...new Set([...LOOK_ONLY, ...Object.keys(admin.collections)])]
  const rightsOf = (slug: string): Partial<Record<RecordAction, PermissionLevel>> => {
    const may = (action: RecordAction) => can({ permissions: admin }, slug, action)
    const writes = level === 'write' && (slug === '*' || !LOOK_ONLY.has(slug)) ? WRITES : []

    return {
      export: 'none',
      import: 'none',
      read: may('read'),
      ...Object.fromEntries(writes.map((action) => [action, may(action)])),
    }
  }

  return {
    actions: [],
    collections: Object.fromEntries(slugs.map((slug) => [slug, rightsOf(slug)])),
    fields: admin.fields,
  }
}
