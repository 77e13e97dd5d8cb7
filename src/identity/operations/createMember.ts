import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { runAsSystem, runAsTenant } from '../../kernel/scope/index.ts'
import { ensureAccount, setFirstPassword } from '../accounts.ts'
import { normalizeEmail } from '../emailAddress.ts'
import { identityErrors } from '../errors.ts'
import { hashPassword, requireStrongPassword } from '../passwords.ts'
import { findRole, findUserByAccount } from '../users.ts'
import { userStore } from '../userStore.ts'

/** A member whom the operator of the installation puts into a tenant. */
export type NewMember = {
  /** A demo login: its password may be the published one, and it counts on loopback only. */
  demo?: boolean
  email: string
  name: string
  password: string
  roleKey: string
  tenantId: string
}

/**
 * Puts an active user with an account into a tenant: its first owner, or a demo login. An account
 * that has a password keeps it. Doing it again changes nothing. Throws `IDENTITY_EMAIL_INVALID`,
 * `IDENTITY_PASSWORD_WEAK` or `IDENTITY_ROLE_MISSING`.
 */
export async function createMember(
  member: NewMember,
): Promise<{ accountId: string; isPasswordKept: boolean; userId: string }> {
  const email = normalizeEmail(member.email)
  const isDemo = member.demo ?? false
  if (!isDemo) {
    requireStrongPassword(member.password, email)
  }
  const passwordHash = await hashPassword(member.password)
  const account = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const { id } = await ensureAccount(transaction, { demo: isDemo, email, name: member.name })

      return { id, isNew: await setFirstPassword(transaction, id, passwordHash) }
    }),
  )
  const userId = await runAsTenant({ tenantId: member.tenantId }, () =>
    database().transaction(async (transaction) => {
      const present = await findUserByAccount(transaction, account.id)
      if (present !== undefined) {
        return present.id
      }
      const role = await findRole(transaction, { key: member.roleKey })
      if (role === undefined) {
        throw identityErrors.ROLE_MISSING({ field: 'role' })
      }
      const id = newId()
      await userStore().create(transaction, {
        accountId: account.id,
        email,
        id,
        name: member.name,
        roleId: role.id,
        status: 'active',
      })

      return id
    }),
  )

  return { accountId: account.id, isPasswordKept: !account.isNew, userId }
}
