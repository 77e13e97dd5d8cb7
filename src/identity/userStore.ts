import type { Transaction } from '../kernel/db/index.ts'
import { identityErrors } from './errors.ts'

/** What identity writes of a user: who the person is, and whether they may sign in. */
export type UserData = {
  accountId: string
  email: string
  name: string
  roleId: string
  status: 'active' | 'invited'
}

/**
 * How identity writes users: by the record store, with the rules of users and one change row each,
 * inside the given transaction of the running tenant. Both throw `IDENTITY_EMAIL_TAKEN` when the
 * e-mail address or the account belongs to another user of the tenant.
 */
export type UserStore = {
  create: (transaction: Transaction, user: UserData & { id: string }) => Promise<void>
  update: (transaction: Transaction, id: string, user: Partial<UserData>) => Promise<void>
}

const KEY = Symbol.for('tenon.userStore')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: UserStore }

/** Makes `store` the way this process writes users. */
export function useUserStore(store: UserStore): void {
  shared[KEY] = store
}

/** The way this process writes users; throws `IDENTITY_USER_STORE_MISSING` before one is set. */
export function userStore(): UserStore {
  const store = shared[KEY]
  if (store === undefined) {
    throw identityErrors.USER_STORE_MISSING({})
  }

  return store
}
