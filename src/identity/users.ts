import type { Row, Transaction } from '../kernel/db/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import { readPermissions } from './permissions.ts'
import type { Permissions } from './types.ts'
import { userStore } from './userStore.ts'

/** A user of the current tenant, as far as identity is concerned. */
export type UserRow = Row & {
  account_id: string | null
  email: string | null
  id: string
  name: string
  status: 'active' | 'disabled' | 'invited' | 'placeholder'
}

/** A role of the current tenant. */
export type RoleRow = { id: string; key: string; permissions: Permissions }

const COLUMNS = 'id, account_id, email, name, status'

/** The user with an e-mail address, or undefined. */
export async function findUserByEmail(
  transaction: Transaction,
  email: string,
): Promise<undefined | UserRow> {
  const rows = await transaction.query<UserRow>(
    `select ${COLUMNS} from users where tenant_id = $1 and email = $2 and deleted_at is null`,
    [requireTenantScope().tenantId, email],
  )

  return rows[0]
}

/** The user with an id, locked against other writers, or undefined. */
export async function lockUser(transaction: Transaction, id: string): Promise<undefined | UserRow> {
  const rows = await transaction.query<UserRow>(
    `select ${COLUMNS} from users
      where tenant_id = $1 and id = $2 and deleted_at is null for update`,
    [requireTenantScope().tenantId, id],
  )

  return rows[0]
}

/** The user tied to an account, or undefined. */
export async function findUserByAccount(
  transaction: Transaction,
  accountId: string,
): Promise<undefined | UserRow> {
  const rows = await transaction.query<UserRow>(
    `select ${COLUMNS} from users where tenant_id = $1 and account_id = $2 and deleted_at is null`,
    [requireTenantScope().tenantId, accountId],
  )

  return rows[0]
}

/** The role with an id or, for people who write configurations, with a key. */
export async function findRole(
  transaction: Transaction,
  role: { id: string } | { key: string },
): Promise<RoleRow | undefined> {
  const [column, value] = 'id' in role ? ['id', role.id] : ['key', role.key]
  const rows = await transaction.query<Row & { id: string; key: string; permissions: unknown }>(
    `select id, key, permissions from roles where tenant_id = $1 and ${column} = $2`,
    [requireTenantScope().tenantId, value],
  )
  const found = rows[0]

  return found === undefined
    ? undefined
    : { id: found.id, key: found.key, permissions: readPermissions(found.permissions) }
}

/** Lets an invited user in; true also when that has been done before. */
export async function activateUser(
  transaction: Transaction,
  user: { accountId: string; id: string; name: string | null },
): Promise<boolean> {
  const found = await lockUser(transaction, user.id)
  const mayEnter = found?.status === 'invited' || found?.status === 'active'
  if (!mayEnter || found.account_id !== user.accountId) {
    return false
  }
  await userStore().update(transaction, user.id, {
    ...(user.name === null ? {} : { name: user.name }),
    status: 'active',
  })

  return true
}
