import type { Rule } from '../types.ts'

/** No default privilege hands future objects to somebody. */
export const grantDefault: Rule = {
  check: (catalog) =>
    catalog.defaultGrants.map(({ grantee, privilege }) => ({
      fix: 'alter default privileges … revoke it',
      message: `${grantee} will hold ${privilege} on objects to come`,
      object: 'default privileges',
    })),
  id: 'grant-default',
}
