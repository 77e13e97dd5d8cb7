import { LOGIN_ROLES, OWNER_ROLE, SEARCH_ROLE } from '../../roles.ts'
import type { Rule } from '../types.ts'

/** Every role of ours exists. */
export const roleMissing: Rule = {
  check: (catalog) =>
    [OWNER_ROLE, ...LOGIN_ROLES, SEARCH_ROLE]
      .filter((role) => !catalog.roles.some(({ name }) => name === role))
      .map((role) => ({
        fix: 'Run tenon migrate',
        message: 'this role does not exist',
        object: role,
      })),
  id: 'role-missing',
}
