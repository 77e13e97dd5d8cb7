import { levelHere, modelOf } from '../../collection/index.ts'
import { canDo, supportOf } from '../../identity/index.ts'
import type { ScreenReader } from '../types.ts'

/** The pages of the settings by group, in their order. */
export const SETTINGS_PAGES = {
  account: ['sessions', 'security', 'keys'],
  company: ['company', 'modules'],
  data: ['trash', 'export', 'audit', 'support'],
  people: ['users', 'teams', 'roles'],
  sales: ['pipelines'],
} as const

/** The groups in the order of the menu. */
export const SETTINGS_GROUPS = ['company', 'people', 'sales', 'data', 'account'] as const

/** A page of the settings. */
export type SettingsPage = (typeof SETTINGS_PAGES)[keyof typeof SETTINGS_PAGES][number]

/** A named right that a page asks for; one without a line is open to everybody. */
const RIGHTS: Readonly<Partial<Record<SettingsPage, string>>> = {
  audit: 'audit.read',
  company: 'settings.manage',
  export: 'tenant.export',
  modules: 'settings.manage',
  roles: 'users.manage',
  support: 'settings.manage',
  teams: 'users.manage',
  users: 'users.manage',
}

/** True where the reader may open a page of the settings. */
export function mayOpen(page: SettingsPage, reader: ScreenReader): boolean {
  const right = RIGHTS[page]
  if (right !== undefined) {
    return canDo(reader.principal, right)
  }
  // Support is nobody of the tenant: it has no account, sessions or keys here.
  if (page === 'sessions' || page === 'security' || page === 'keys') {
    return supportOf(reader.principal) === null
  }

  return page === 'pipelines' ? mayShapePipelines(reader) : true
}

function mayShapePipelines(reader: ScreenReader): boolean {
  return reader.isOpen('stages') && levelHere(modelOf('stages'), 'update') !== 'none'
}
