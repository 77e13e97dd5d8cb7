import type { Permissions } from './types.ts'

/** A role that every tenant starts with. */
export type BuiltInRole = {
  key: 'admin' | 'manager' | 'rep' | 'viewer'
  name: { de: string; en: string }
  permissions: Permissions
}

const READ_ONLY = { read: 'all' } as const
const EVERYTHING = { create: 'all', delete: 'all', read: 'all', update: 'all' } as const

/** The four roles of a new tenant, by falling rights. */
export const builtInRoles: readonly BuiltInRole[] = [
  {
    key: 'admin',
    name: { de: 'Administration', en: 'Admin' },
    permissions: {
      // Also whatever plugins ask for.
      actions: ['*', 'records.export', 'records.import', 'settings.manage', 'users.manage'],
      collections: { '*': EVERYTHING },
      fields: {},
    },
  },
  {
    key: 'manager',
    name: { de: 'Leitung', en: 'Manager' },
    permissions: {
      actions: ['records.bulk', 'records.export', 'records.import', 'records.undo', 'views.manage'],
      collections: { '*': EVERYTHING, roles: READ_ONLY, users: READ_ONLY },
      fields: {},
    },
  },
  {
    key: 'rep',
    name: { de: 'Vertrieb', en: 'Rep' },
    permissions: {
      actions: [],
      collections: {
        '*': { create: 'all', delete: 'none', read: 'all', update: 'own' },
        roles: READ_ONLY,
        users: READ_ONLY,
      },
      fields: {},
    },
  },
  {
    key: 'viewer',
    name: { de: 'Nur Lesen', en: 'Viewer' },
    permissions: { actions: [], collections: { '*': READ_ONLY }, fields: {} },
  },
]
