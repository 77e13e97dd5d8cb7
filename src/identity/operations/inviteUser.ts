import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { requireRoom, USERS_HELD } from '../../usage/index.ts'
import { ensureAccount } from '../accounts.ts'
import { issueToken } from '../accountTokens.ts'
import { normalizeEmail } from '../emailAddress.ts'
import { identityErrors } from '../errors.ts'
import { queueMail } from '../mails/queueMail.ts'
import { renderMail } from '../mails/renderMail.ts'
import { covers } from '../permissions.ts'
import type { Permissions, TenantRef } from '../types.ts'
import type { RoleRow, UserRow } from '../users.ts'
import { findRole, findUserByEmail, lockUser } from '../users.ts'
import type { UserData } from '../userStore.ts'
import { userStore } from '../userStore.ts'

/** Whom to invite, as what, and who asks. */
export type Invitation = {
  email: string
  inviter: { name: string; permissions: Permissions; userId: string }
  name: string
  /** A placeholder user who becomes the invited one, with everything that user owns. */
  placeholderId?: string | undefined
  role: { id: string } | { key: string }
  tenant: TenantRef
}

/**
 * Invites somebody into the current tenant: an account if there is none, an invited user, and a mail
 * with a link that holds for a week. Inviting again replaces the link. Throws
 * `IDENTITY_EMAIL_INVALID`, `_EMAIL_TAKEN`, `_ROLE_MISSING`, `_ROLE_TOO_HIGH`, `_PLACEHOLDER_MISSING`.
 */
export async function inviteUser(
  invitation: Invitation,
): Promise<{ mailId: string; userId: string }> {
  const email = normalizeEmail(invitation.email)
  const { role, user } = await database().transaction((transaction) =>
    checkInvitation(transaction, { ...invitation, email }),
  )
  const userId = user?.id ?? newId()
  const { accountId, token } = await prepareAccount({ email, name: invitation.name, userId })
  const mail = renderMail('invite', invitation.tenant.locale, {
    inviter: invitation.inviter.name,
    link: `${invitation.tenant.origin}/accept-invitation?token=${token}`,
    name: invitation.name,
    tenant: invitation.tenant.name,
  })

  return database().transaction(async (transaction) => {
    await writeUser(transaction, {
      accountId,
      email,
      id: userId,
      isNew: user === undefined,
      name: invitation.name,
      roleId: role.id,
    })
    const mailId = await queueMail(transaction, {
      ...mail,
      createdBy: invitation.inviter.userId,
      to: email,
    })

    return { mailId, userId }
  })
}

async function checkInvitation(
  transaction: Transaction,
  invitation: Invitation,
): Promise<{ role: RoleRow; user: undefined | UserRow }> {
  const role = await findRole(transaction, invitation.role)
  if (role === undefined) {
    throw identityErrors.ROLE_MISSING({ field: 'role' })
  }
  if (!covers(invitation.inviter.permissions, role.permissions)) {
    throw identityErrors.ROLE_TOO_HIGH({ field: 'role' })
  }
  const holder = await findUserByEmail(transaction, invitation.email)
  if (holder?.status === 'active' || holder?.status === 'disabled') {
    throw identityErrors.EMAIL_TAKEN({ field: 'email' })
  }
  if (holder?.status !== 'invited') {
    await requireRoom({ kind: 'users', more: 1 }, () => countUsers(transaction))
  }
  if (invitation.placeholderId === undefined) {
    return { role, user: holder }
  }
  const placeholder = await lockUser(transaction, invitation.placeholderId)
  if (placeholder?.status !== 'placeholder') {
    throw identityErrors.PLACEHOLDER_MISSING({ field: 'placeholder' })
  }
  if (holder !== undefined && holder.id !== placeholder.id) {
    throw identityErrors.EMAIL_TAKEN({ field: 'email' })
  }

  return { role, user: placeholder }
}

async function countUsers(transaction: Transaction): Promise<number> {
  const [row] = await transaction.query<{ held: number }>(USERS_HELD, [
    requireTenantScope().tenantId,
  ])

  return row?.held ?? 0
}

function prepareAccount(person: {
  email: string
  name: string
  userId: string
}): Promise<{ accountId: string; token: string }> {
  const { tenantId } = requireTenantScope()

  return runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const account = await ensureAccount(transaction, { email: person.email, name: person.name })
      await transaction.query(
        `update account_tokens set used_at = now()
          where account_id = $1 and tenant_id = $2 and kind = 'invite' and used_at is null`,
        [account.id, tenantId],
      )
      const token = await issueToken(transaction, {
        accountId: account.id,
        kind: 'invite',
        tenantId,
        userId: person.userId,
      })

      return { accountId: account.id, token }
    }),
  )
}

async function writeUser(
  transaction: Transaction,
  { id, isNew, ...person }: Omit<UserData, 'status'> & { id: string; isNew: boolean },
): Promise<void> {
  const user = { ...person, status: 'invited' as const }
  if (isNew) {
    await userStore().create(transaction, { ...user, id })

    return
  }
  // Somebody may have let this user in, or removed it, since it was looked at.
  const current = await lockUser(transaction, id)
  if (current?.status !== 'placeholder' && current?.status !== 'invited') {
    throw identityErrors.EMAIL_TAKEN({ field: 'email' })
  }
  await userStore().update(transaction, id, user)
}
