import { policiesOf } from '../../ddl/securitySql.ts'
import { fullName, specsByName } from '../select.ts'
import type { Rule } from '../types.ts'

/** No policy stands beside the generated ones: permissive policies add up. */
export const policyUnknown: Rule = {
  check: (catalog) =>
    catalog.relations.flatMap((table) => {
      const spec = specsByName(catalog).get(table.name)
      const wanted = new Set(spec === undefined ? [] : policiesOf(spec).map(({ name }) => name))

      return table.policies
        .filter(({ name }) => !wanted.has(name))
        .map(({ name }) => ({
          fix: `drop policy ${name} on ${fullName(table)}`,
          message: `the policy ${name} was not generated`,
          object: fullName(table),
        }))
    }),
  id: 'policy-unknown',
}
