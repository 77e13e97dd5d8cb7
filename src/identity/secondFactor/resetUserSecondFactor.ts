import { recordAudit } from '../../audit/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { queueAccountMail } from '../mails/queueMail.ts'
import { renderMail } from '../mails/renderMail.ts'
import { covers } from '../permissions.ts'
import { permissionsOfUser } from '../permissionsOfUser.ts'
import { invalidateAccountSessions } from '../sessionCache.ts'
import type { Principal, TenantRef } from '../types.ts'
import { lockUser } from '../users.ts'
import { dropFactor, lockAccount } from './factors.ts'
import { forgetMustEnrol } from './policy.ts'

type Target = Row & { email: string; is_elsewhere: boolean; locale: null | string; name: string }

/**
 * Takes the second factor of a user who has lost it, with its recovery codes and every session, and tells
 * them by mail. Throws `IDENTITY_USER_MISSING`, `IDENTITY_SECOND_FACTOR_OWN`,
 * `IDENTITY_SECOND_FACTOR_REFUSED` for who may do more than the manager, works elsewhere or is the
 * platform's staff, and `IDENTITY_SECOND_FACTOR_MISSING`.
 */
export async function resetUserSecondFactor(args: {
  manager: Pick<Principal, 'name' | 'permissions' | 'userId'>
  tenant: TenantRef
  userId: string
}): Promise<void> {
  const { actor } = requireTenantScope()
  const { manager, tenant, userId } = args
  const accountId = await requireReachable(manager, userId)
  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await lockAccount(transaction, accountId)
      const target = await findTarget(transaction, { accountId, tenantId: tenant.id, userId })
      if (!(await dropFactor(transaction, accountId))) {
        throw identityErrors.SECOND_FACTOR_MISSING({})
      }
      await recordAudit(transaction, {
        actor,
        kind: 'second-factor.reset',
        subject: userId,
        tenantId: tenant.id,
      })
      await queueAccountMail(transaction, {
        ...renderMail('factor', target.locale ?? tenant.locale, {
          inviter: manager.name,
          link: `${tenant.origin}/account/second-factor`,
          name: target.name,
          tenant: tenant.name,
        }),
        to: target.email,
      })
    }),
  )
  invalidateAccountSessions(accountId)
  forgetMustEnrol()
}

/** Nobody takes the protection from somebody who may do more, nor from themselves without a code. */
async function requireReachable(
  manager: Pick<Principal, 'permissions' | 'userId'>,
  userId: string,
): Promise<string> {
  return database().transaction(async (transaction) => {
    const user = await lockUser(transaction, userId)
    if (user?.account_id === undefined || user.account_id === null) {
      throw identityErrors.USER_MISSING({ field: 'user' })
    }
    if (userId === manager.userId) {
      throw identityErrors.SECOND_FACTOR_OWN({})
    }
    if (!covers(manager.permissions, await permissionsOfUser(transaction, userId))) {
      throw identityErrors.SECOND_FACTOR_REFUSED({})
    }

    return user.account_id
  })
}

/** The factor belongs to the account, which others may rely on too: one tenant cannot take it from them. */
async function findTarget(
  transaction: Transaction,
  ids: { accountId: string; tenantId: string; userId: string },
): Promise<Target> {
  const [target] = await transaction.query<Target>(
    `select a.email, u.name, u.locale, a.platform_staff or exists (select 1 from users o
          where o.account_id = a.id and o.tenant_id <> $2 and o.deleted_at is null) as is_elsewhere
      from accounts a join users u on u.account_id = a.id and u.tenant_id = $2 and u.id = $3
      where a.id = $1`,
    [ids.accountId, ids.tenantId, ids.userId],
  )
  if (target === undefined) {
    throw identityErrors.USER_MISSING({ field: 'user' })
  }
  if (target.is_elsewhere) {
    throw identityErrors.SECOND_FACTOR_REFUSED({})
  }

  return target
}
