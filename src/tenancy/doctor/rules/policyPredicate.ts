import { defineRule } from '../defineRule.ts'
import { pairedPolicies, samePredicate } from '../policies.ts'
import { fullName, knownTables } from '../select.ts'

/** A policy lets through the rows it was generated for, and no others. */
export const policyPredicate = defineRule('policy-predicate', (catalog) =>
  knownTables(catalog).flatMap(({ spec, table }) =>
    pairedPolicies(spec, table)
      .filter(({ policy, wanted }) => !samePredicate(policy.using, wanted.predicate))
      .map(({ policy }) => ({
        fix: `Create it again as migrations/SCHEMA.md has it`,
        message: `the policy ${policy.name} reads ${policy.using ?? 'nothing'}`,
        object: fullName(table),
      })),
  ),
)
