import type { Row, Transaction } from '../../kernel/db/index.ts'
import { issueToken } from '../accountTokens.ts'
import { joinUser } from '../liveSession.ts'
import { queueAccountMail } from '../mails/queueMail.ts'
import { renderMail } from '../mails/renderMail.ts'
import type { TenantRef } from '../types.ts'
import { askByMail, MAILS_PER_HOUR } from './askByMail.ts'

type Found = Row & { id: string; locale: null | string; name: string; recent: number }

/** Whose place the reset is for: where its link leads to and what its mail calls it. */
type Place = { id: null | string; locale: string; name: string; origin: string }

const RECENT = `(select count(*) from account_tokens k where k.account_id = a.id and k.kind = 'reset'
  and k.created_at > now() - interval '1 hour') as recent`

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
  await askByMail(args.ip, async (transaction) => {
    const [account] = await transaction.query<Found>(
      `select a.id, u.name, u.locale, ${RECENT}
        from accounts a ${joinUser({ tenant: '$2' })}
        where a.email = $1 and u.id is not null and not a.demo`,
      [email, args.tenant.id],
    )
    await mailReset(transaction, account, { email, place: args.tenant })
  })
}

/**
 * Sends a link for a new password to the address, if it belongs to the platform's staff. Answers the
 * same in every case; throws only `IDENTITY_SIGN_IN_BLOCKED`, by address range.
 */
export async function requestPlatformReset(args: {
  email: string
  ip: string
  /** The bare host: its name, its origin, and the language of who asks. */
  platform: Omit<Place, 'id'>
}): Promise<void> {
  const email = args.email.trim().toLowerCase()
  await askByMail(args.ip, async (transaction) => {
    const [account] = await transaction.query<Found>(
      `select a.id, a.name, null as locale, ${RECENT} from accounts a
        where a.email = $1 and a.platform_staff and not a.demo`,
      [email],
    )
    await mailReset(transaction, account, { email, place: { ...args.platform, id: null } })
  })
}

async function mailReset(
  transaction: Transaction,
  account: Found | undefined,
  { email, place }: { email: string; place: Place },
): Promise<void> {
  if (account === undefined || account.recent >= MAILS_PER_HOUR) {
    return
  }
  const token = await issueToken(transaction, {
    accountId: account.id,
    kind: 'reset',
    tenantId: place.id,
    userId: null,
  })
  await queueAccountMail(transaction, {
    ...renderMail('reset', account.locale ?? place.locale, {
      link: `${place.origin}/reset-password?token=${token}`,
      name: account.name,
      tenant: place.name,
    }),
    to: email,
  })
}
