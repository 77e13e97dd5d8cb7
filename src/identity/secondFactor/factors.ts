import type { Row, Transaction } from '../../kernel/db/index.ts'
import { attemptKeys, blockStatement, countFailure, refuseWhenBlocked } from '../attempts.ts'
import { hashToken } from '../tokens.ts'
import { useRecoveryCode } from './recoveryCodes.ts'
import { openSecret } from './secretBox.ts'
import { stepOfCode } from './timeCodes.ts'

/** The second factor of an account as it is stored. */
export type FactorRow = Row & {
  confirmed_at: string | null
  last_step: null | number
  secret: string
}

/** A code as somebody typed it, and where from. */
export type CodeClaim = { accountId: string; code: string; ip: string }

/**
 * Lets one act at a time touch the second factor of an account, in every process: guesses sent at
 * once are then counted one after the other, and a sign-in sees a factor just confirmed.
 */
export async function lockAccount(transaction: Transaction, accountId: string): Promise<void> {
  await transaction.query('select id from accounts where id = $1 for update', [accountId])
}

/** The second factor of an account, confirmed or not, or undefined. */
export async function findFactor(
  transaction: Transaction,
  accountId: string,
): Promise<FactorRow | undefined> {
  const rows = await transaction.query<FactorRow>(
    'select secret, confirmed_at, last_step from second_factors where account_id = $1',
    [accountId],
  )

  return rows[0]
}

/** True when an account signs in with a second factor. */
export async function hasSecondFactor(
  transaction: Transaction,
  accountId: string,
): Promise<boolean> {
  return ((await findFactor(transaction, accountId))?.confirmed_at ?? null) !== null
}

/**
 * Takes the confirmed second factor of an account without its code, with the recovery codes, every
 * session and whatever could still become one; false when there is none. Runs in a system transaction.
 */
export async function dropFactor(transaction: Transaction, accountId: string): Promise<boolean> {
  const dropped = await transaction.query(
    `delete from second_factors where account_id = $1 and confirmed_at is not null
      returning account_id`,
    [accountId],
  )
  if (dropped.length === 0) {
    return false
  }
  await transaction.query('delete from recovery_codes where account_id = $1', [accountId])
  await transaction.query('delete from sessions where account_id = $1', [accountId])
  await transaction.query(
    'update sign_in_challenges set used_at = now() where account_id = $1 and used_at is null',
    [accountId],
  )
  await transaction.query(
    `update account_tokens set used_at = now()
      where account_id = $1 and kind in ('entry', 'switch') and used_at is null`,
    [accountId],
  )

  return true
}

/**
 * True when the code is right and has not been used; it is used up. A wrong one is counted in the
 * caller's system transaction, which must commit it. Throws `IDENTITY_SIGN_IN_BLOCKED`.
 */
export async function proveCode(
  transaction: Transaction,
  claim: CodeClaim,
  factor: FactorRow,
): Promise<boolean> {
  const keys = {
    ...attemptKeys('', claim.ip),
    account: `factor:${hashToken(claim.accountId)}`,
  }
  const block = blockStatement(keys)
  refuseWhenBlocked(await transaction.query(block.text, block.values))
  const isRight = await useCode(transaction, claim, factor)
  if (isRight) {
    await transaction.query('delete from sign_in_attempts where key = $1', [keys.account])
  } else {
    await countFailure(transaction, keys)
  }

  return isRight
}

async function useCode(
  transaction: Transaction,
  { accountId, code }: CodeClaim,
  factor: FactorRow,
): Promise<boolean> {
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) {
    return factor.confirmed_at !== null && useRecoveryCode(transaction, accountId, code)
  }
  const step = stepOfCode(openSecret(factor.secret, accountId), digits)
  if (step === null) {
    return false
  }
  // A code seen by somebody else must not open a second session.
  const used = await transaction.query(
    `update second_factors set last_step = $2
      where account_id = $1 and coalesce(last_step < $2, true) returning account_id`,
    [accountId, step],
  )

  return used.length === 1
}
