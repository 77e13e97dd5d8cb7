import type { FieldRule, PermissionLevel, Permissions, RecordAction } from './types.ts'

type Holder = { permissions: Permissions }

const LEVELS: readonly PermissionLevel[] = ['none', 'own', 'team', 'all']
const ACTIONS: readonly RecordAction[] = ['create', 'delete', 'export', 'import', 'read', 'update']

/** Rights without an entry of their own that a right beyond records stands for. */
const STAND_INS: Readonly<Partial<Record<RecordAction, string>>> = {
  export: 'records.export',
  import: 'records.import',
}

/** How far the holder may do `action` in a collection; an entry of its own replaces `*` whole. */
export function can(holder: Holder, collection: string, action: RecordAction): PermissionLevel {
  const { permissions } = holder
  const rights = Object.hasOwn(permissions.collections, collection)
    ? permissions.collections[collection]
    : permissions.collections['*']
  const standIn = STAND_INS[action]
  const level =
    rights?.[action] ?? (standIn !== undefined && canDo(holder, standIn) ? 'all' : 'none')

  // Nobody takes out what they may not read.
  return action === 'export' ? lower(level, can(holder, collection, 'read')) : level
}

/** True when the holder has a right beyond records, such as `users.manage`; `*` stands for all of them. */
export function canDo({ permissions }: Holder, action: string): boolean {
  return permissions.actions.includes('*') || permissions.actions.includes(action)
}

/** The lower of two levels. */
export function lower(one: PermissionLevel, other: PermissionLevel): PermissionLevel {
  return rank(one) < rank(other) ? one : other
}

/** True when `one` reaches at least as far as `other`. */
export function reaches(one: PermissionLevel, other: PermissionLevel): boolean {
  return rank(one) >= rank(other)
}

/** True when `wanted` gives nothing that `held` does not, so that nobody hands out more than they have. */
export function covers(held: Permissions, wanted: Permissions): boolean {
  const holder = { permissions: held }
  const taker = { permissions: wanted }
  const collections = namedCollections([held, wanted])

  return (
    wanted.actions.every((action) => canDo(holder, action)) &&
    collections.every((collection) =>
      ACTIONS.every((action) =>
        reaches(can(holder, collection, action), can(taker, collection, action)),
      ),
    ) &&
    coversFields(held, wanted)
  )
}

function coversFields(held: Permissions, wanted: Permissions): boolean {
  return Object.entries(held.fields).every(
    ([collection, rules]) =>
      can({ permissions: wanted }, collection, 'read') === 'none' ||
      Object.entries(rules).every(([path, rule]) => {
        const asked = wanted.fields[collection]?.[path]

        return asked === 'hidden' || asked === rule
      }),
  )
}

/**
 * The rights of somebody with several roles: the furthest level of each, every right beyond records,
 * and a field hidden or kept only where no role that reaches the collection lets it be seen or written.
 */
export function mergePermissions(roles: readonly Permissions[]): Permissions {
  const [only] = roles
  if (roles.length <= 1) {
    return only ?? { actions: [], collections: {}, fields: {} }
  }
  const collections = namedCollections(roles)

  return {
    actions: [...new Set(roles.flatMap(({ actions }) => actions))],
    collections: Object.fromEntries(
      collections.map((slug) => [
        slug,
        Object.fromEntries(ACTIONS.map((action) => [action, furthest(roles, slug, action)])),
      ]),
    ),
    fields: Object.fromEntries(
      [...new Set(roles.flatMap(({ fields }) => Object.keys(fields)))].map((slug) => [
        slug,
        mergeFields(roles, slug),
      ]),
    ),
  }
}

function mergeFields(roles: readonly Permissions[], slug: string): Record<string, FieldRule> {
  const paths = new Set(roles.flatMap(({ fields }) => Object.keys(fields[slug] ?? {})))
  const reading = roles.filter((role) => can({ permissions: role }, slug, 'read') !== 'none')
  const writing = roles.filter((role) =>
    (['create', 'update'] as const).some((act) => can({ permissions: role }, slug, act) !== 'none'),
  )
  const entries = [...paths].flatMap((path): [string, FieldRule][] => {
    const isSeen = reading.some((role) => role.fields[slug]?.[path] !== 'hidden')
    if (!isSeen) {
      return [[path, 'hidden']]
    }

    return writing.some((role) => role.fields[slug]?.[path] === undefined)
      ? []
      : [[path, 'readOnly']]
  })

  return Object.fromEntries(entries)
}

function furthest(
  roles: readonly Permissions[],
  slug: string,
  action: RecordAction,
): PermissionLevel {
  return roles
    .map((permissions) => can({ permissions }, slug, action))
    .reduce((one, other) => (reaches(one, other) ? one : other), 'none')
}

function namedCollections(roles: readonly Permissions[]): string[] {
  return [...new Set(['*', ...roles.flatMap(({ collections }) => Object.keys(collections))])]
}

/** Reads the rights of a role from its row; whatever is not well-formed is left out, so refused. */
export function readPermissions(value: unknown): Permissions {
  const source = isRecord(value) ? value : {}
  const actions = Array.isArray(source['actions']) ? source['actions'] : []

  return {
    actions: actions.filter((action): action is string => typeof action === 'string'),
    collections: mapEntries(source['collections'], readRights),
    fields: mapEntries(source['fields'], readFields),
  }
}

function mapEntries<T>(value: unknown, read: (entry: unknown) => T): Record<string, T> {
  const source = isRecord(value) ? value : {}

  return Object.fromEntries(Object.entries(source).map(([key, entry]) => [key, read(entry)]))
}

function readRights(value: unknown): Partial<Record<RecordAction, PermissionLevel>> {
  const source = isRecord(value) ? value : {}

  return Object.fromEntries(
    ACTIONS.flatMap((action) => {
      const level = LEVELS.find((one) => one === source[action])
      // An export or import withheld must not fall back on the right that stands in for it.
      const isSaid = level !== undefined && (level !== 'none' || STAND_INS[action] !== undefined)

      return isSaid ? [[action, level]] : []
    }),
  )
}

function readFields(value: unknown): Record<string, FieldRule> {
  const source = isRecord(value) ? value : {}

  // A rule that cannot be understood hides: what was meant to be kept back must not be shown.
  return Object.fromEntries(
    Object.entries(source).map(([path, rule]) => [
      path,
      rule === 'readOnly' ? 'readOnly' : 'hidden',
    ]),
  )
}

function rank(level: PermissionLevel): number {
  return LEVELS.indexOf(level)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
