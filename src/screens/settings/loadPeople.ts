import type { RecordDoc } from '../../collection/index.ts'
import { levelHere, modelOf, readRecords } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'

const MOST = 500

/** A person of the tenant as the settings list them. */
export type PersonRow = {
  email: null | string
  /** True for somebody who was deactivated: they lie in the trash. */
  isGone: boolean
  id: string
  locale: null | string
  name: string
  role: null | string
  status: 'active' | 'disabled' | 'invited' | 'placeholder'
  team: null | string
  version: number
}

/** A role: its permissions as they stand in its row, which the settings change. */
export type RoleRow = {
  builtIn: boolean
  id: string
  key: string
  name: Label
  permissions: unknown
  version: number
}

/** The people, teams and roles of the tenant, as far as the reader may read them. */
export async function loadPeople() {
  const [users, teams, roles, further] = await Promise.all([
    readAll('users', 'name'),
    readAll('teams', 'name'),
    readAll('roles', 'title'),
    readAll('user-roles', 'createdAt'),
  ])

  return {
    furtherRoles: further.map((doc) => ({
      id: doc.id,
      role: String(doc['role']),
      user: String(doc['user']),
    })),
    mayWriteRoles: levelHere(modelOf('roles'), 'update') === 'all',
    roles: roles.map((doc): RoleRow => ({
      builtIn: doc['builtIn'] === true,
      id: doc.id,
      key: String(doc['key']),
      name: (doc['name'] ?? { en: String(doc['title'] ?? doc['key']) }) as Label,
      permissions: doc['permissions'],
      version: Number(doc['version']),
    })),
    teams: teams.map((doc) => ({
      id: doc.id,
      name: String(doc['name']),
      parent: textOf(doc, 'parent'),
      version: Number(doc['version']),
    })),
    users: users.map((doc): PersonRow => ({
      email: textOf(doc, 'email'),
      id: doc.id,
      isGone: (doc['deletedAt'] ?? null) !== null,
      locale: textOf(doc, 'locale'),
      name: String(doc['name']),
      role: textOf(doc, 'role'),
      status: doc['status'] as PersonRow['status'],
      team: textOf(doc, 'team'),
      version: Number(doc['version']),
    })),
  }
}

async function readAll(collection: string, sort: string): Promise<RecordDoc[]> {
  if (levelHere(modelOf(collection), 'read') === 'none') {
    return []
  }
  const { docs } = await readRecords({ collection, limit: MOST, sort })

  return [...docs]
}

function textOf(doc: RecordDoc, field: string): null | string {
  const value = doc[field]

  return typeof value === 'string' ? value : null
}
