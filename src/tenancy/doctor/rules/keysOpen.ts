import { defineRule } from '../defineRule.ts'
import { fullName } from '../select.ts'

/** Only the owner reads the tables of tenancy: whoever reads the keys can be any tenant. */
export const keysOpen = defineRule('keys-open', (catalog) =>
  catalog.relations
    .filter(({ schema }) => schema === 'tenancy')
    .filter(
      ({ columns, grants }) =>
        grants.length > 0 || columns.some((column) => column.grants.length > 0),
    )
    .map((table) => ({
      fix: `revoke all on ${fullName(table)} from every other role, then rotate the keys`,
      message: 'others than the owner have rights on it',
      object: fullName(table),
    })),
)
