import { can, canDo } from './permissions.ts'
import type { FieldRule, PermissionLevel, Permissions, RecordAction } from './types.ts'

/** What changes for somebody when their rights change. */
export type RightsDifference = {
  /** Rights beyond records that come and go. */
  actions: { given: readonly string[]; taken: readonly string[] }
  collections: readonly {
    action: RecordAction
    collection: string
    from: PermissionLevel
    to: PermissionLevel
  }[]
  fields: readonly {
    collection: string
    from: 'open' | FieldRule
    path: string
    to: 'open' | FieldRule
  }[]
}

const ACTIONS: readonly RecordAction[] = ['create', 'delete', 'export', 'import', 'read', 'update']

/** Compares two sets of rights over the given collections and rights beyond records. */
export function compareRights(
  before: Permissions,
  after: Permissions,
  all: { actions: readonly string[]; collections: readonly string[] },
): RightsDifference {
  const was = { permissions: before }
  const will = { permissions: after }
  const named = [...new Set([...all.actions, ...before.actions, ...after.actions])]

  return {
    actions: {
      given: named.filter((action) => !canDo(was, action) && canDo(will, action)),
      taken: named.filter((action) => canDo(was, action) && !canDo(will, action)),
    },
    collections: all.collections.flatMap((collection) =>
      ACTIONS.map((action) => ({
        action,
        collection,
        from: can(was, collection, action),
        to: can(will, collection, action),
      })).filter(({ from, to }) => from !== to),
    ),
    fields: all.collections.flatMap((collection) => compareFields(before, after, collection)),
  }
}

function compareFields(before: Permissions, after: Permissions, collection: string) {
  const was = before.fields[collection] ?? {}
  const will = after.fields[collection] ?? {}
  const paths = [...new Set([...Object.keys(was), ...Object.keys(will)])]

  return paths
    .map((path) => ({
      collection,
      from: was[path] ?? ('open' as const),
      path,
      to: will[path] ?? ('open' as const),
    }))
    .filter(({ from, to }) => from !== to)
}
