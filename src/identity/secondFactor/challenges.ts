import type { Row, Transaction } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { hashToken, newToken } from '../tokens.ts'
import type { SessionProvider } from '../types.ts'

/** For how long a code may be shown after the password. */
export const CHALLENGE_SECONDS = 300

/** A sign-in that waits for its second factor. */
export type ChallengeRow = Row & {
  account_id: string
  id: string
  /** The tenant's provider that proved the person; null: a password did. */
  provider_id: null | string
}

/** Opens a sign-in that waits for its code, in a system transaction; gives its secret this one time. */
export async function issueChallenge(
  transaction: Transaction,
  args: {
    accountId: string
    passwordHash: string
    provider?: SessionProvider
    tenantId: null | string
  },
): Promise<string> {
  const token = newToken()
  await transaction.query(
    `insert into sign_in_challenges
      (id, token_hash, account_id, tenant_id, password_mark, expires_at, provider_id)
      values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), $7)`,
    [
      newId(),
      hashToken(token),
      args.accountId,
      args.tenantId,
      hashToken(args.passwordHash),
      CHALLENGE_SECONDS,
      args.provider?.id ?? null,
    ],
  )

  return token
}

/** The sign-in behind a challenge of this tenant (null: of the console), or undefined when it is over. */
export async function findChallenge(
  transaction: Transaction,
  args: { tenantId: null | string; token: string },
): Promise<ChallengeRow | undefined> {
  const [row] = await transaction.query<
    ChallengeRow & { password_hash: null | string; password_mark: string }
  >(
    `select c.id, c.account_id, c.provider_id, c.password_mark, a.password_hash
      from sign_in_challenges c join accounts a on a.id = c.account_id
      where c.token_hash = $1 and c.tenant_id is not distinct from $2
        and c.used_at is null and c.expires_at > now()`,
    [hashToken(args.token), args.tenantId],
  )

  // Whoever knew only the old password is out.
  return row?.password_mark === hashToken(row?.password_hash ?? '') ? row : undefined
}

/** Uses a challenge up. */
export async function endChallenge(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('update sign_in_challenges set used_at = now() where id = $1', [id])
}
