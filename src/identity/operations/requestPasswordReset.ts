import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { issueToken } from '../accountTokens.ts'
import { blockStatement, countMailRequest, mailRequestKey, refuseWhenBlocked } from '../attempts.ts'
import { joinUser } from '../liveSession.ts'
import { queueAccountMail } from '../mails/queueMail.ts'
import { renderMail } from '../mails/renderMail.ts'
import type { TenantRef } from '../types.ts'

const MAILS_PER_HOUR = 3

type Found = Row & { id: string; locale: null | string; name: string; recent: number }

/**
 * Sends a link for a new password to the address, if it belongs to an active user of the tenant.
 * Answers the same in every case; throws only `IDENTITY_SIGN_IN_BLOCKED`, by address range.
 */
export async function requestPasswordReset(args: {
  email: string
  ip: string
  tenant: TenantRef
}): Promise<void> {
  const email = args.email.trim().toLowerCase()
  const key = mailRequestKey(args.ip)

  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const blocked = blockStatement({ account: key, address: key })
      refuseWhenBlocked(await transaction.query(blocked.text, blocked.values))
      await countMailRequest(transaction, args.ip)
      const [account] = await transaction.query<Found>(
        `select a.id, u.name, u.locale,
            (select count(*) from account_tokens k where k.account_id = a.id and k.kind = 'reset'
              and k.created_at > now() - interval '1 hour') as recent
          from accounts a ${joinUser({ tenant: '$2' })}
          where a.email = $1 and u.id is not null and not a.demo`,
        [email, args.tenant.id],
      )
      if (account === undefined || account.recent >= MAILS_PER_HOUR) {
        return
      }
      const token = await issueToken(transaction, {
        accountId: account.id,
        kind: 'reset',
        tenantId: args.tenant.id,
        userId: null,
      })
      await queueAccountMail(transaction, {
        ...renderMail('reset', account.locale ?? args.tenant.locale, {
          link: `${args.tenant.origin}/reset-password?token=${token}`,
          name: account.name,
          tenant: args.tenant.name,
        }),
        to: email,
      })
    }),
  )
}
