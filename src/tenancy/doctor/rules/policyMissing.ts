import { policiesOf } from '../../ddl/securitySql.ts'
import { defineRule } from '../defineRule.ts'
import { fullName, knownTables } from '../select.ts'

/** Every generated policy stands. */
export const policyMissing = defineRule('policy-missing', (catalog) =>
  knownTables(catalog).flatMap(({ spec, table }) =>
    policiesOf(spec)
      .filter(({ name }) => !table.policies.some((policy) => policy.name === name))
      .map(({ name }) => ({
        fix: 'Create it again as migrations/SCHEMA.md has it',
        message: `the policy ${name} is missing`,
        object: fullName(table),
      })),
  ),
)
