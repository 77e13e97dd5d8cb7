import type { Row, Transaction } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { firstRow } from './firstRow.ts'

/** An account as identity's operations need it. */
export type AccountRow = Row & {
  demo: boolean
  email: string
  id: string
  name: string
  password_hash: null | string
  platform_staff: boolean
}

/** The account of an address, made without a password when there is none, in a system transaction. */
export async function ensureAccount(
  transaction: Transaction,
  account: { demo?: boolean; email: string; name: string },
): Promise<AccountRow> {
  await transaction.query(
    `insert into accounts (id, email, name, demo) values ($1, $2, $3, $4)
      on conflict (email) do nothing`,
    [newId(), account.email, account.name, account.demo ?? false],
  )
  const rows = await transaction.query<AccountRow>(
    `select id, email, name, demo, password_hash, platform_staff from accounts where email = $1`,
    [account.email],
  )

  return firstRow(rows)
}

/** Gives an account without a password its first one; false when it has one already. */
export async function setFirstPassword(
  transaction: Transaction,
  accountId: string,
  passwordHash: string,
): Promise<boolean> {
  const rows = await transaction.query(
    `update accounts set password_hash = $2 where id = $1 and password_hash is null returning id`,
    [accountId, passwordHash],
  )

  return rows.length === 1
}
