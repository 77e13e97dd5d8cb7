import { randomInt } from 'node:crypto'

import type { Transaction } from '../../kernel/db/index.ts'
import { hashToken } from '../tokens.ts'

// 16 of 32 letters are 80 bits: too many to guess even from the stored hashes.
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const COUNT = 10
const GROUPS = 4

/** Gives an account ten new recovery codes in place of any it had; they are shown this one time. */
export async function replaceRecoveryCodes(
  transaction: Transaction,
  accountId: string,
): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newRecoveryCode)
  await transaction.query('delete from recovery_codes where account_id = $1', [accountId])
  await transaction.query(
    `insert into recovery_codes (account_id, code_hash) select $1, unnest($2::text[])`,
    [accountId, codes.map(hashRecoveryCode)],
  )

  return codes
}

/** Uses a recovery code up; false when it is none or has been used. */
export async function useRecoveryCode(
  transaction: Transaction,
  accountId: string,
  code: string,
): Promise<boolean> {
  const used = await transaction.query(
    `update recovery_codes set used_at = now()
      where account_id = $1 and code_hash = $2 and used_at is null returning account_id`,
    [accountId, hashRecoveryCode(code)],
  )

  return used.length === 1
}

function newRecoveryCode(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

  return Array.from({ length: GROUPS }, group).join('-')
}

function hashRecoveryCode(code: string): string {
  return hashToken(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
}
