import type { Row, Transaction } from '../kernel/db/index.ts'
import type { AccessView } from '../kernel/scope/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import { accessView } from './accessView.ts'
import { mergePermissions, readPermissions } from './permissions.ts'
import { ROLES_SQL, TEAMS_SQL } from './rolesSql.ts'
import type { Permissions } from './types.ts'

type Held = Row & { roles: unknown; team_ids: unknown }

const NONE: Permissions = { actions: [], collections: {}, fields: {} }

/** The rights a user of the current tenant holds by all their roles; none where there is no such user. */
export async function permissionsOfUser(
  transaction: Transaction,
  userId: string,
): Promise<Permissions> {
  const row = await readHeld(transaction, userId)

  return row === undefined ? NONE : permissionsOf(row.roles)
}

/** What a user of the current tenant may do and see, for work in their name; undefined when they may not act. */
export async function accessOfUser(
  transaction: Transaction,
  userId: string,
): Promise<AccessView | undefined> {
  const row = await readHeld(transaction, userId)
  if (row === undefined) {
    return undefined
  }

  return accessView({
    permissions: permissionsOf(row.roles),
    teamIds: readIds(row.team_ids),
    userId,
  })
}

/** The merged rights of a list of roles as it comes from the database. */
export function permissionsOf(roles: unknown): Permissions {
  return Array.isArray(roles) ? mergePermissions(roles.map(readPermissions)) : NONE
}

/** The ids of a list as it comes from the database. */
export function readIds(ids: unknown): string[] {
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []
}

async function readHeld(transaction: Transaction, userId: string): Promise<Held | undefined> {
  const [row] = await transaction.query<Held>(
    `select ${ROLES_SQL} as roles, ${TEAMS_SQL} as team_ids from users u
      where u.tenant_id = $1 and u.id = $2 and u.status = 'active' and u.deleted_at is null`,
    [requireTenantScope().tenantId, userId],
  )

  return row
}
