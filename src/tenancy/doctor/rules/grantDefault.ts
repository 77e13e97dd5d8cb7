import { defineRule } from '../defineRule.ts'

/** No default privilege hands future objects to somebody. */
export const grantDefault = defineRule('grant-default', (catalog) =>
  catalog.defaultGrants.map(({ grantee, privilege }) => ({
    fix: 'alter default privileges … revoke it',
    message: `${grantee} will hold ${privilege} on objects to come`,
    object: 'default privileges',
  })),
)
