import type { PendingChange } from 'tenon/plugin'

import { platformErrors } from '../errors.ts'

const LEVELS = new Set(['all', 'none', 'own'])
const ACTIONS = new Set(['create', 'delete', 'read', 'update'])

/** Keeps built-in roles in place and refuses permissions that could not be read back. */
export function guardRoles(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, before, refuse } of changes) {
    if (before?.['builtIn'] === true && after?.['key'] !== before['key']) {
      refuse(platformErrors.ROLE_BUILT_IN({ field: 'key', key: String(before['key']) }))
    }
    const reason = after === null ? undefined : faultOf(after['permissions'])
    if (reason !== undefined) {
      refuse(platformErrors.ROLE_INVALID({ field: 'permissions', reason }))
    }
  }

  return Promise.resolve()
}

function faultOf(permissions: unknown): string | undefined {
  if (!isRecord(permissions)) {
    return 'it must be an object with "collections" and "actions".'
  }
  const { actions = [], collections = {} } = permissions
  if (!Array.isArray(actions) || actions.some((action) => typeof action !== 'string')) {
    return '"actions" must be a list of names.'
  }
  if (!isRecord(collections)) {
    return '"collections" must be an object by collection.'
  }

  return Object.entries(collections)
    .map(([slug, rights]) => faultOfRights(slug, rights))
    .find((fault) => fault !== undefined)
}

function faultOfRights(slug: string, rights: unknown): string | undefined {
  if (!isRecord(rights)) {
    return `"${slug}" must be an object by action.`
  }
  const wrong = Object.entries(rights).find(
    ([action, level]) => !ACTIONS.has(action) || !LEVELS.has(String(level)),
  )

  return wrong === undefined
    ? undefined
    : `"${slug}.${wrong[0]}" must be one of create, read, update, delete with all, own or none.`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
