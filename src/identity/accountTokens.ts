import type { Row, Statement, Transaction } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { hashToken, newToken } from './tokens.ts'

/** What a single-use secret is for, and for how many seconds it holds. */
export const TOKEN_SECONDS = { entry: 60, invite: 7 * 86_400, reset: 1_800, switch: 60 } as const

/** The kinds of single-use secrets. */
export type TokenKind = keyof typeof TOKEN_SECONDS

/** What a valid secret stands for. */
export type TokenRow = Row & {
  account_id: string
  id: string
  tenant_id: null | string
  user_id: null | string
}

/** Makes a single-use secret in the caller's system transaction and gives it this one time. */
export async function issueToken(
  transaction: Transaction,
  args: { accountId: string; kind: TokenKind; tenantId: null | string; userId: null | string },
): Promise<string> {
  const token = newToken()
  await transaction.query(
    `insert into account_tokens (id, kind, token_hash, account_id, tenant_id, user_id, expires_at)
      values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))`,
    [
      newId(),
      args.kind,
      hashToken(token),
      args.accountId,
      args.tenantId,
      args.userId,
      TOKEN_SECONDS[args.kind],
    ],
  )

  return token
}

/** Uses a secret up, or gives undefined when it is unknown, used, expired or of another tenant. */
export async function useToken(
  transaction: Transaction,
  args: { kind: TokenKind; tenantId: null | string; token: string },
): Promise<TokenRow | undefined> {
  const rows = await transaction.query<TokenRow>(
    `update account_tokens set used_at = now()
      where token_hash = $1 and kind = $2 and tenant_id is not distinct from $3
        and used_at is null and expires_at > now()
      returning id, account_id, tenant_id, user_id`,
    [hashToken(args.token), args.kind, args.tenantId],
  )

  return rows[0]
}

/** Reads what a secret stands for without using it up, with the account behind it. */
export function readTokenStatement(args: {
  kind: TokenKind
  tenantId: null | string
  token: string
}): Statement {
  return {
    text: `select k.id, k.account_id, k.tenant_id, k.user_id, a.email, a.name, a.password_hash, a.demo
      from account_tokens k join accounts a on a.id = k.account_id
      where k.token_hash = $1 and k.kind = $2 and k.tenant_id is not distinct from $3
        and k.used_at is null and k.expires_at > now()`,
    values: [hashToken(args.token), args.kind, args.tenantId],
  }
}

/** A row of `readTokenStatement`. */
export type TokenAccountRow = TokenRow & {
  demo: boolean
  email: string
  name: string
  password_hash: null | string
}
