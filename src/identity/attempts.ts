import type { Row, Statement, Transaction } from '../kernel/db/index.ts'
import { addressRange } from './addressRange.ts'
import { identityErrors } from './errors.ts'
import { hashToken } from './tokens.ts'

type Counter = { key: string; limit: number; windowSeconds: number }

const FIRST_BLOCK_SECONDS = 30
const LONGEST_BLOCK_SECONDS = 900
const SIEGE_KEY = 'all'
// A sum that no deployment's typing errors reach; beyond it everybody is trusted less, nobody is shut out.
const SIEGE_FAILURES = 2_000
const SIEGE_WINDOW_SECONDS = 600

/** What one sign-in is counted under: its account, whether or not there is one, and its address range. */
export type AttemptKeys = { account: string; address: string }

/** The keys of a sign-in; the account's is a hash, so that the table holds no list of addresses. */
export function attemptKeys(email: string, ip: string): AttemptKeys {
  return { account: `account:${hashToken(email)}`, address: `address:${addressRange(ip)}` }
}

/** Reads for how many seconds the sign-in is blocked; its row is read with `blockedSeconds`. */
export function blockStatement(keys: AttemptKeys): Statement {
  return {
    name: 'identity_block',
    text: `select coalesce(max(ceil(extract(epoch from blocked_until - now()))), 0)::int as seconds
      from sign_in_attempts
      where key = any($1::text[]) and blocked_until > now()`,
    values: [[keys.account, keys.address]],
  }
}

/** Throws `IDENTITY_SIGN_IN_BLOCKED` when the rows of `blockStatement` say so. */
export function refuseWhenBlocked(rows: readonly Row[] | undefined): void {
  const seconds = Number(rows?.[0]?.['seconds'] ?? 0)
  if (seconds > 0) {
    throw identityErrors.SIGN_IN_BLOCKED({ seconds })
  }
}

/** Counts one failure; from the limit on, each doubles the time the key is blocked. */
export async function countFailure(transaction: Transaction, keys: AttemptKeys): Promise<void> {
  const [all] = await transaction.query<{ failures: number }>(
    `select failures from sign_in_attempts
      where key = $1 and failed_at > now() - make_interval(secs => $2)`,
    [SIEGE_KEY, SIEGE_WINDOW_SECONDS],
  )
  const isSiege = (all?.failures ?? 0) >= SIEGE_FAILURES
  await upsert(transaction, [
    { key: keys.account, limit: isSiege ? 2 : 5, windowSeconds: 86_400 },
    { key: keys.address, limit: isSiege ? 10 : 50, windowSeconds: 3_600 },
    { key: SIEGE_KEY, limit: Number.MAX_SAFE_INTEGER, windowSeconds: SIEGE_WINDOW_SECONDS },
  ])
}

/** Counts one request for a mail with a secret; blocks an address range that asks too often. */
export async function countMailRequest(transaction: Transaction, ip: string): Promise<void> {
  const key = mailRequestKey(ip)
  await upsert(transaction, [{ key, limit: 20, windowSeconds: 3_600 }])
}

/** The key that requests for mails are counted under. */
export function mailRequestKey(ip: string): string {
  return `mail:${addressRange(ip)}`
}

/** Forgets the failures of an account, after it has signed in or set a new password. */
export async function forgetFailures(transaction: Transaction, email: string): Promise<void> {
  const { account } = attemptKeys(email, '')
  await transaction.query('delete from sign_in_attempts where key = $1', [account])
}

async function upsert(transaction: Transaction, counters: readonly Counter[]): Promise<void> {
  // In the order of keys, so that two failures never wait for each other's rows.
  await transaction.query(
    `insert into sign_in_attempts as kept (key, failures, failed_at, blocked_until)
      select key, 1, now(), null
      from unnest($1::text[], $2::float8[], $3::float8[]) as wanted(key, ceiling, seconds)
      order by key
      on conflict (key) do update set
        failures = case when kept.failed_at < now() - make_interval(secs => (
            select seconds from unnest($1::text[], $3::float8[]) as windows(key, seconds)
            where windows.key = kept.key))
          then 1 else kept.failures + 1 end,
        failed_at = now()`,
    [
      counters.map((counter) => counter.key),
      counters.map((counter) => counter.limit),
      counters.map((counter) => counter.windowSeconds),
    ],
  )
  await transaction.query(
    `update sign_in_attempts as kept
      set blocked_until = now() + make_interval(secs =>
        least($3::float8, $4::float8 * 2 ^ least(kept.failures - wanted.ceiling, 10)))
      from unnest($1::text[], $2::float8[]) as wanted(key, ceiling)
      where kept.key = wanted.key and kept.failures >= wanted.ceiling`,
    [
      counters.map((counter) => counter.key),
      counters.map((counter) => counter.limit),
      LONGEST_BLOCK_SECONDS,
      FIRST_BLOCK_SECONDS,
    ],
  )
}
