import type { FieldRule, Permissions } from '../../identity/index.ts'
import { can, canDo, mergePermissions, readPermissions } from '../../identity/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { AccessAction, AccessLevel } from '../../kernel/scope/index.ts'
import { requireTenantScope, runUnrestricted } from '../../kernel/scope/index.ts'
import { recordErrors } from '../errors.ts'
import { valueAt } from '../model/paths.ts'
import { modelOf } from '../model/registry.ts'
import { readRecords } from '../read/readRecords.ts'
import type { CollectionModel, RecordDoc } from '../types.ts'

/** Why a role lets somebody do something with a record, or does not. */
export type AccessCause =
  /** The role reaches every record, those of the person's teams, or the person's own, and this is one. */
  | 'all'
  | 'own'
  | 'team'
  /** The role reaches only one's own or one's teams' records, and this is none. */
  | 'notOwn'
  | 'notTeam'
  /** The role does not reach the collection. */
  | 'none'

/** What one role of the person has to say. */
export type RoleSays = { cause: AccessCause; key: string; level: AccessLevel; title: string }

/** Whether an act is allowed, and what decides it. */
export type ActExplanation = {
  isAllowed: boolean
  /** What stands above all roles, if anything. */
  obstacle: 'guard' | 'inactive' | 'notReadable' | 'rulesOnly' | null
  roles: readonly RoleSays[]
}

/** Whether a field is seen and may be written, and the rule that each role has for it. */
export type FieldExplanation = {
  path: string
  roles: readonly { key: string; rule: 'open' | FieldRule; title: string }[]
  rule: 'open' | FieldRule
}

/** The whole answer to "why can this user see this?". */
export type AccessExplanation = {
  acts: Readonly<Record<Act, ActExplanation>>
  collection: string
  field: FieldExplanation | null
  record: { id: string; owner: string | null; title: string } | null
  user: { id: string; name: string; status: string }
}

type Act = Extract<AccessAction, 'create' | 'delete' | 'export' | 'read' | 'update'>

type Role = { key: string; permissions: Permissions; title: string }

type Person = {
  id: string
  mates: ReadonlySet<string>
  name: string
  roles: readonly Role[]
  status: string
}

const ACTS: readonly Act[] = ['create', 'delete', 'export', 'read', 'update']

/**
 * Says role by role why a user of the tenant may or may not read and change a record, and see and write
 * one of its fields. It weighs the roles by itself, so that a test can hold it against what the store
 * does. Throws `RECORD_NOT_FOUND` for an unknown user or record, `RECORD_FIELD_UNKNOWN` for a field.
 */
export async function explainAccess(
  asked: { collection: string; field?: string; id?: string; userId: string },
  transaction: Transaction,
): Promise<AccessExplanation> {
  const model = modelOf(asked.collection)
  if (asked.field !== undefined && !model.byPath.has(asked.field)) {
    throw recordErrors.FIELD_UNKNOWN({ field: asked.field })
  }
  const record = asked.id === undefined ? null : await readWhole(model, asked.id, transaction)
  const person = await readPerson(asked.userId, transaction)
  const owner = ownerOf(model, record)
  const hasTargets = await readsTargets(model, record, person, transaction)

  return {
    acts: explainActs(model, person, record === null ? undefined : owner, hasTargets),
    collection: model.slug,
    field: asked.field === undefined ? null : explainField(model, person, asked.field),
    record: record === null ? null : { id: record.id, owner, title: titleOf(model, record) },
    user: { id: person.id, name: person.name, status: person.status },
  }
}

function explainActs(
  model: CollectionModel,
  person: Person,
  owner: string | null | undefined,
  readsTargets: boolean,
): Record<Act, ActExplanation> {
  const own = explainAct(model, person, 'read', owner)
  const read: ActExplanation =
    own.isAllowed && !readsTargets ? { ...own, isAllowed: false, obstacle: 'notReadable' } : own

  return Object.fromEntries(
    ACTS.map((act) => {
      const said = act === 'read' ? read : explainAct(model, person, act, owner)
      const isHidden = act !== 'create' && said.isAllowed && !read.isAllowed

      return [act, isHidden ? { ...said, isAllowed: false, obstacle: 'notReadable' } : said]
    }),
  ) as Record<Act, ActExplanation>
}

function explainAct(
  model: CollectionModel,
  person: Person,
  act: Act,
  owner: string | null | undefined,
): ActExplanation {
  const roles = person.roles.map((role): RoleSays => {
    const level = can(role, model.slug, act)

    return { cause: causeOf(level, act, owner, person), key: role.key, level, title: role.title }
  })
  const obstacle = obstacleOf(model, person, act)
  const isGiven = roles.some(({ cause }) => cause === 'all' || cause === 'own' || cause === 'team')

  return { isAllowed: obstacle === null && isGiven, obstacle, roles }
}

function causeOf(
  level: AccessLevel,
  act: Act,
  owner: string | null | undefined,
  { id, mates }: Person,
): AccessCause {
  // Of a record that is yet to be, or of the collection as a whole, any level is enough.
  if (level === 'none' || level === 'all' || act === 'create' || owner === undefined) {
    return level
  }
  if (owner === id) {
    return 'own'
  }
  if (level === 'team') {
    return owner !== null && mates.has(owner) ? 'team' : 'notTeam'
  }

  return 'notOwn'
}

function obstacleOf(model: CollectionModel, person: Person, act: Act): ActExplanation['obstacle'] {
  const isWrite = act !== 'read' && act !== 'export'
  if (person.status !== 'active') {
    return 'inactive'
  }
  if (isWrite && model.writtenBy === 'rules') {
    return 'rulesOnly'
  }
  const isHeld = (guard: string) =>
    canDo({ permissions: mergePermissions(person.roles.map((role) => role.permissions)) }, guard)

  return isWrite && model.guard !== undefined && !isHeld(model.guard) ? 'guard' : null
}

function explainField(model: CollectionModel, person: Person, path: string): FieldExplanation {
  const roles = person.roles.map(({ key, permissions, title }) => ({
    key,
    rule: ruleOf(permissions, model.slug, path),
    title,
  }))
  const reaching = (acts: readonly Act[]) =>
    person.roles.filter((role) => acts.some((act) => can(role, model.slug, act) !== 'none'))
  const isOpenTo = (role: Role, seen: readonly string[]) =>
    seen.includes(ruleOf(role.permissions, model.slug, path))
  const isSeen = reaching(['read']).some((role) => isOpenTo(role, ['open', 'readOnly']))
  const isWritten = reaching(['create', 'update']).some((role) => isOpenTo(role, ['open']))

  return { path, roles, rule: !isSeen ? 'hidden' : isWritten ? 'open' : 'readOnly' }
}

/** A rule on a group holds for every field in it. */
function ruleOf(permissions: Permissions, slug: string, path: string): 'open' | FieldRule {
  const rules = Object.entries(permissions.fields[slug] ?? {}).filter(
    ([named]) => named === path || path.startsWith(`${named}.`),
  )
  if (rules.some(([, rule]) => rule === 'hidden')) {
    return 'hidden'
  }

  return rules.length === 0 ? 'open' : 'readOnly'
}

async function readWhole(
  model: CollectionModel,
  id: string,
  transaction: Transaction,
): Promise<RecordDoc> {
  const { docs } = await runUnrestricted(() =>
    readRecords({ collection: model.slug, limit: 1, where: { id: { equals: id } } }, transaction),
  )
  const [doc] = docs
  if (doc === undefined) {
    throw recordErrors.NOT_FOUND({})
  }

  return doc
}

async function readPerson(userId: string, transaction: Transaction): Promise<Person> {
  const { tenantId } = requireTenantScope()
  const [user] = await transaction.query<{
    id: string
    name: string
    role_id: string | null
    status: string
    team_id: string | null
  }>(
    `select id, name, role_id, status, team_id from users
      where tenant_id = $1 and id = $2 and deleted_at is null`,
    [tenantId, userId],
  )
  if (user === undefined) {
    throw recordErrors.NOT_FOUND({})
  }
  const roles = await transaction.query<{ key: string; permissions: unknown; title: string }>(
    `select r.key, r.permissions, r.title from roles r where r.tenant_id = $1 and (r.id = $2
        or r.id in (select role_id from user_roles where tenant_id = $1 and user_id = $3))
      order by r.id = $2 desc, r.title`,
    [tenantId, user.role_id, userId],
  )

  return {
    id: user.id,
    mates: await readMates(user.team_id, transaction),
    name: user.name,
    roles: roles.map((role) => ({ ...role, permissions: readPermissions(role.permissions) })),
    status: user.status,
  }
}

/** Everybody in a team and in every team below it. */
async function readMates(
  teamId: string | null,
  transaction: Transaction,
): Promise<ReadonlySet<string>> {
  const { tenantId } = requireTenantScope()
  const teams = await transaction.query<{ id: string; parent_id: string | null }>(
    'select id, parent_id from teams where tenant_id = $1',
    [tenantId],
  )
  const below = new Set<string>(teamId === null ? [] : [teamId])
  for (const id of below) {
    teams.filter((team) => team.parent_id === id).forEach((team) => below.add(team.id))
  }
  const rows = await transaction.query<{ id: string }>(
    'select id from users where tenant_id = $1 and team_id = any($2::uuid[])',
    [tenantId, [...below]],
  )

  return new Set(rows.map(({ id }) => id))
}

/** Of what is tied to a record only those know who may read that record. */
async function readsTargets(
  model: CollectionModel,
  record: RecordDoc | null,
  person: Person,
  transaction: Transaction,
): Promise<boolean> {
  for (const field of model.fields.filter(({ targets }) => targets !== undefined)) {
    const tie = valueAt(record, field.path) as
      null | undefined | { relationTo: string; value: string }
    if (tie !== null && tie !== undefined) {
      const target = modelOf(tie.relationTo)
      const owner = ownerOf(target, await readWhole(target, tie.value, transaction))
      if (!explainAct(target, person, 'read', owner).isAllowed) {
        return false
      }
    }
  }

  return true
}

function titleOf(model: CollectionModel, record: RecordDoc): string {
  const title = record[model.title]

  return typeof title === 'string' ? title : record.id
}

function ownerOf(model: CollectionModel, record: RecordDoc | null): string | null {
  const owner = model.ownerField === undefined ? null : valueAt(record, model.ownerField)

  return typeof owner === 'string' ? owner : null
}
