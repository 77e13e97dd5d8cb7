import type { AccessView } from '../kernel/scope/index.ts'
import { can, canDo } from './permissions.ts'
import type { FieldRule, Permissions } from './types.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** The rights of a person in the form that the record store holds every statement to. */
export function accessView(person: {
  permissions: Permissions
  teamIds: readonly string[]
  userId: string | null
}): AccessView {
  const { permissions, teamIds, userId } = person

  return {
    can: (permission) => canDo(person, permission),
    hidden: (collection) => pathsOf(permissions, collection, 'hidden'),
    level: (collection, action) => can(person, collection, action),
    readOnly: (collection) => pathsOf(permissions, collection, 'readOnly'),
    teamIds,
    userId,
  }
}

const known = new WeakMap<Permissions, Map<string, ReadonlySet<string>>>()

// The same set for the same role, so that what is compiled for it can be kept.
function pathsOf(
  permissions: Permissions,
  collection: string,
  rule: FieldRule,
): ReadonlySet<string> {
  const rules = permissions.fields[collection]
  if (rules === undefined) {
    return NOTHING
  }
  const sets = known.get(permissions) ?? new Map<string, ReadonlySet<string>>()
  known.set(permissions, sets)
  const key = `${rule} ${collection}`
  const found = sets.get(key)
  if (found !== undefined) {
    return found
  }
  const paths = new Set(Object.keys(rules).filter((path) => rules[path] === rule))
  sets.set(key, paths)

  return paths
}
