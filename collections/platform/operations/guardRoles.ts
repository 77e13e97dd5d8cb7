import { allModels } from 'tenon/collection'
import type { PendingChange } from 'tenon/plugin'

import { platformErrors } from '../errors.ts'

const LEVELS = new Set(['all', 'none', 'own', 'team'])
const ACTIONS = new Set(['create', 'delete', 'export', 'import', 'read', 'update'])
const RULES = new Set(['hidden', 'readOnly'])
// Without these no record could be told from another, or be changed safely.
const ALWAYS_SEEN = new Set(['createdAt', 'deletedAt', 'id', 'updatedAt', 'version'])

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
  const { actions = [], collections = {}, fields = {} } = permissions
  if (!Array.isArray(actions) || actions.some((action) => typeof action !== 'string')) {
    return '"actions" must be a list of names.'
  }
  if (!isRecord(collections)) {
    return '"collections" must be an object by collection.'
  }
  if (!isRecord(fields)) {
    return '"fields" must be an object by collection.'
  }

  return [
    ...Object.entries(collections).map(([slug, rights]) => faultOfRights(slug, rights)),
    ...Object.entries(fields).map(([slug, rules]) => faultOfFields(slug, rules)),
  ].find((fault) => fault !== undefined)
}

function faultOfFields(slug: string, rules: unknown): string | undefined {
  const model = allModels().find((one) => one.slug === slug)
  if (model === undefined || !isRecord(rules)) {
    return `"fields.${slug}" must name a collection and be an object by field.`
  }
  const paths = model.fields.map(({ path }) => path)

  return Object.entries(rules)
    .map(([path, rule]) => {
      if (!paths.some((one) => one === path || one.startsWith(`${path}.`))) {
        return `"${slug}" has no field "${path}".`
      }
      if (!RULES.has(String(rule))) {
        return `"fields.${slug}.${path}" must be hidden or readOnly.`
      }

      return rule === 'hidden' && (ALWAYS_SEEN.has(path) || path === model.title)
        ? `"${slug}.${path}" names the record and cannot be hidden.`
        : undefined
    })
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
    : `"${slug}.${wrong[0]}" must be one of create, read, update, delete, export, import with all, team, own or none.`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
