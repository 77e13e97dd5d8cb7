import { policiesOf } from '../../ddl/securitySql.ts'
import { fullName, knownTables } from '../select.ts'
import type { Rule } from '../types.ts'

/** Every generated policy stands. */
export const policyMissing: Rule = {
  check: (catalog) =>
    knownTables(catalog).flatMap(({ spec, table }) =>
      policiesOf(spec)
        .filter(({ name }) => !table.policies.some((policy) => policy.name === name))
        .map(({ name }) => ({
          fix: 'Create it again as migrations/SCHEMA.md has it',
          message: `the policy ${name} is missing`,
          object: fullName(table),
        })),
    ),
  id: 'policy-missing',
}
