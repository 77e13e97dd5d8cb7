import { LOGIN_ROLES, OWNER_ROLE, SEARCH_ROLE } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'

/** Every role of ours exists. */
export const roleMissing = defineRule('role-missing', (catalog) =>
  [OWNER_ROLE, ...LOGIN_ROLES, SEARCH_ROLE]
    .filter((role) => !catalog.roles.some(({ name }) => name === role))
    .map((role) => ({
      fix: 'Run tenon migrate',
      message: 'this role does not exist',
      object: role,
    })),
)
