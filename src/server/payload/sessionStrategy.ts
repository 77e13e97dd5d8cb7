import type { AuthStrategy } from 'payload'

import { requestContext } from '../requestContext.ts'

/** Tells Payload who is signed in: the person the server has already authenticated, and no other way. */
export const sessionStrategy: AuthStrategy = {
  /** The person of the running request. */
  authenticate: () => {
    const principal = requestContext.getStore()?.principal
    if (principal === null || principal === undefined) {
      return { user: null }
    }

    return {
      user: {
        _strategy: 'tenon',
        collection: 'users',
        email: principal.email,
        id: principal.userId,
        name: principal.name,
        roleKey: principal.roleKey,
      },
    }
  },
  name: 'tenon',
}
