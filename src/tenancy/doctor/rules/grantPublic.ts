import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'
import type { Privileged } from '../types.ts'

/** Nothing is granted to PUBLIC. */
export const grantPublic = defineRule('grant-public', (catalog) =>
  catalog.relations
    .filter(
      ({ columns, grants }) =>
        grants.some(isPublic) || columns.some((column) => column.grants.some(isPublic)),
    )
    .map((relation) => ({
      fix: `revoke all on ${fullName(relation)} from public`,
      message: 'something on it is granted to PUBLIC',
      object: fullName(relation),
    })),
)

function isPublic({ grantee }: Privileged): boolean {
  return grantee === 'public'
}
