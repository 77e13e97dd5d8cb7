import type { Transaction } from '../../kernel/db/index.ts'
import { database, sqlState } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { ensureAccount } from '../accounts.ts'
import { issueToken } from '../accountTokens.ts'
import { normalizeEmail } from '../emailAddress.ts'
import { identityErrors } from '../errors.ts'
import { queueMail } from '../mails/queueMail.ts'
import { renderMail } from '../mails/renderMail.ts'
import { covers } from '../permissions.ts'
import type { Permissions, TenantRef } from '../types.ts'
import type { RoleRow, UserRow } from '../users.ts'
import { createUser, findRole, findUserByEmail, inviteUserRow, lockUser } from '../users.ts'

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

const UNIQUE_VIOLATION = '23505'

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
  user: {
    accountId: string
    email: string
    id: string
    isNew: boolean
    name: string
    roleId: string
  },
): Promise<void> {
  try {
    if (user.isNew) {
      await createUser(transaction, { ...user, status: 'invited' })

      return
    }
    // Somebody may have let this user in, or removed it, since it was looked at.
    const current = await lockUser(transaction, user.id)
    if (current?.status !== 'placeholder' && current?.status !== 'invited') {
      throw identityErrors.EMAIL_TAKEN({ field: 'email' })
    }
    await inviteUserRow(transaction, user)
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION
      ? identityErrors.EMAIL_TAKEN({ field: 'email' }, error)
      : error
  }
}
