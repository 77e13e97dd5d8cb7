import { OWNER_ROLE } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'

/** The restricted roles are members of no other role. */
export const roleMember = defineRule('role-member', (catalog) =>
  catalog.roles
    .filter(({ name }) => name !== OWNER_ROLE)
    .flatMap(({ memberOf, name }) =>
      memberOf.map((group) => ({
        fix: `revoke ${group} from ${name}`,
        message: `it is a member of ${group}`,
        object: name,
      })),
    ),
)
