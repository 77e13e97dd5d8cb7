import { policiesOf } from '../../ddl/securitySql.ts'
import { defineRule } from '../defineRule.ts'
import { fullName, specsByName } from '../select.ts'

/** No policy stands beside the generated ones: permissive policies add up. */
export const policyUnknown = defineRule('policy-unknown', (catalog) =>
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
)
