import { OWNER_ROLE } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'

/** Tables and views belong to the one owner, to whom the policies and checks are written. */
export const tableOwner = defineRule('table-owner', (catalog) =>
  catalog.relations
    .filter(({ owner }) => owner !== OWNER_ROLE)
    .map((relation) => ({
      fix: `alter table ${fullName(relation)} owner to ${OWNER_ROLE}`,
      message: `it belongs to ${relation.owner}`,
      object: fullName(relation),
    })),
)
