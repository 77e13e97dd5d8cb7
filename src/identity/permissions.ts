import type { PermissionLevel, Permissions, RecordAction } from './types.ts'

type Holder = { permissions: Permissions }

const RANK: Readonly<Record<PermissionLevel, number>> = { all: 2, none: 0, own: 1 }
const ACTIONS: readonly RecordAction[] = ['create', 'delete', 'read', 'update']

/** How far the holder may do `action` in a collection; an entry of its own replaces `*` whole. */
export function can(holder: Holder, collection: string, action: RecordAction): PermissionLevel {
  return levelOf(holder.permissions, collection, action)
}

/** True when the holder has a right beyond records, such as `users.manage`; `*` stands for all of them. */
export function canDo(holder: Holder, action: string): boolean {
  return holds(holder.permissions, action)
}

/** True when `wanted` gives nothing that `held` does not, so that nobody hands out more than they have. */
export function covers(held: Permissions, wanted: Permissions): boolean {
  const collections = new Set([
    '*',
    ...Object.keys(held.collections),
    ...Object.keys(wanted.collections),
  ])

  return (
    wanted.actions.every((action) => holds(held, action)) &&
    [...collections].every((collection) =>
      ACTIONS.every(
        (action) =>
          RANK[levelOf(held, collection, action)] >= RANK[levelOf(wanted, collection, action)],
      ),
    )
  )
}

function holds({ actions }: Permissions, action: string): boolean {
  return actions.includes('*') || actions.includes(action)
}

/** Reads the rights of a role from its row; whatever is not well-formed is left out, so refused. */
export function readPermissions(value: unknown): Permissions {
  const source = isRecord(value) ? value : {}
  const actions = Array.isArray(source['actions']) ? source['actions'] : []
  const collections = isRecord(source['collections']) ? source['collections'] : {}

  return {
    actions: actions.filter((action): action is string => typeof action === 'string'),
    collections: Object.fromEntries(
      Object.entries(collections).map(([slug, rights]) => [slug, readRights(rights)]),
    ),
  }
}

function readRights(value: unknown): Partial<Record<RecordAction, PermissionLevel>> {
  const source = isRecord(value) ? value : {}

  return Object.fromEntries(
    ACTIONS.flatMap((action) => {
      const level = source[action]

      return level === 'all' || level === 'own' ? [[action, level]] : []
    }),
  )
}

function levelOf(
  permissions: Permissions,
  collection: string,
  action: RecordAction,
): PermissionLevel {
  const rights = Object.hasOwn(permissions.collections, collection)
    ? permissions.collections[collection]
    : permissions.collections['*']

  return rights?.[action] ?? 'none'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
