import { writeRecords } from '../collection/index.ts'
import type { Change } from '../collection/index.ts'
import { identityErrors } from '../identity/index.ts'
import type { UserData, UserStore } from '../identity/index.ts'
import type { Transaction } from '../kernel/db/index.ts'
import { isTenonError } from '../kernel/errors/index.ts'

const PATHS: Readonly<Record<keyof UserData, string>> = {
  accountId: 'account',
  email: 'email',
  name: 'name',
  roleId: 'role',
  status: 'status',
}

/** Writes users by the record store: the collection's rules hold and each change leaves its row. */
export const recordUserStore: UserStore = {
  /** Adds a user of the tenant's staff. */
  create: (transaction, { id, ...user }) =>
    write(transaction, { data: { ...dataOf(user), kind: 'staff' }, id, op: 'create' }),
  /** Changes what is given of a user. */
  update: (transaction, id, user) => write(transaction, { data: dataOf(user), id, op: 'update' }),
}

function dataOf(user: Partial<UserData>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(user).map(([name, value]) => [PATHS[name as keyof UserData], value]),
  )
}

async function write(transaction: Transaction, change: Change): Promise<void> {
  try {
    await writeRecords({ changes: [change], collection: 'users', mode: 'trusted' }, transaction)
  } catch (error) {
    throw isTenonError(error, 'RECORD_DUPLICATE')
      ? identityErrors.EMAIL_TAKEN({ field: 'email' }, error)
      : error
  }
}
