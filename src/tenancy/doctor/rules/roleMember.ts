import { OWNER_ROLE } from '../../roles.ts'
import type { Rule } from '../types.ts'

/** The restricted roles are members of no other role. */
export const roleMember: Rule = {
  check: (catalog) =>
    catalog.roles
      .filter(({ name }) => name !== OWNER_ROLE)
      .flatMap(({ memberOf, name }) =>
        memberOf.map((group) => ({
          fix: `revoke ${group} from ${name}`,
          message: `it is a member of ${group}`,
          object: name,
        })),
      ),
  id: 'role-member',
}
