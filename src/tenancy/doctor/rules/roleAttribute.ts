import { OWNER_ROLE } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'

const OWNER_MAY: ReadonlySet<string> = new Set(['createdb', 'createrole'])

/** No role of ours is a superuser or has BYPASSRLS; the restricted ones have no attribute at all. */
export const roleAttribute = defineRule('role-attribute', (catalog) =>
  catalog.roles.flatMap(({ attributes, name }) =>
    attributes
      .filter((attribute) => !(name === OWNER_ROLE && OWNER_MAY.has(attribute)))
      .map((attribute) => ({
        fix: `alter role ${name} no${attribute}`,
        message: `it has ${attribute}`,
        object: name,
      })),
  ),
)
