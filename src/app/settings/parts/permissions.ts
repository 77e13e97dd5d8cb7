/** The acts that a role has a level for. */
export const ACTS = ['read', 'create', 'update', 'delete', 'export', 'import'] as const

/** How far a right reaches, from nothing to everything. */
export const LEVELS = ['none', 'own', 'team', 'all'] as const

/** An act on records. */
export type Act = (typeof ACTS)[number]

/** How far a right reaches. */
export type Level = (typeof LEVELS)[number]

/** What a role may not do with a field. */
export type Rule = 'hidden' | 'readOnly'

/** The permissions of a role as its row holds them. */
export type Permissions = {
  actions: string[]
  collections: Record<string, Partial<Record<Act, Level>>>
  fields: Record<string, Record<string, Rule>>
}

const ALL = '*'

/** The permissions of a role, with nothing where its row has nothing. */
export function readRole(value: unknown): Permissions {
  const given = (value ?? {}) as Partial<Permissions>

  return {
    actions: [...(given.actions ?? [])],
    collections: { ...given.collections },
    fields: { ...given.fields },
  }
}

/** How far an act reaches in a collection; undefined for an export or import that nothing is said of. */
export function levelOf(role: Permissions, slug: string, act: Act): Level | undefined {
  const rights = Object.hasOwn(role.collections, slug)
    ? role.collections[slug]
    : role.collections[ALL]
  const level = rights?.[act]

  return level ?? (act === 'export' || act === 'import' ? undefined : 'none')
}

/**
 * The role with another level for one act. A collection without a line of its own gets one with what held
 * for it so far; undefined leaves the act unsaid.
 */
export function withLevel(
  role: Permissions,
  slug: string,
  act: Act,
  level: Level | undefined,
): Permissions {
  const standing = role.collections[slug] ?? role.collections[ALL] ?? {}
  const others = Object.entries(standing).filter(([key]) => key !== act)
  const rights = Object.fromEntries(level === undefined ? others : [...others, [act, level]])

  return { ...role, collections: { ...role.collections, [slug]: rights } }
}

/** The role without a line of its own for a collection: what holds for all holds for it. */
export function withoutLine(role: Permissions, slug: string): Permissions {
  const others = Object.entries(role.collections).filter(([key]) => key !== slug)

  return { ...role, collections: Object.fromEntries(others) }
}

/** The role with or without a right beyond records. */
export function withAction(role: Permissions, action: string, isGiven: boolean): Permissions {
  const others = role.actions.filter((one) => one !== action)

  return { ...role, actions: isGiven ? [...others, action] : others }
}

/** The role with another rule for a field; undefined leaves the field open. */
export function withRule(
  role: Permissions,
  slug: string,
  path: string,
  rule: Rule | undefined,
): Permissions {
  const others = Object.entries(role.fields[slug] ?? {}).filter(([key]) => key !== path)
  const rules = Object.fromEntries(rule === undefined ? others : [...others, [path, rule]])
  const rest = Object.entries(role.fields).filter(([key]) => key !== slug)

  return {
    ...role,
    fields: Object.fromEntries(Object.keys(rules).length === 0 ? rest : [...rest, [slug, rules]]),
  }
}
