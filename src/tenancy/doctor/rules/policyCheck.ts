import { defineRule } from '../defineRule.ts'
import { pairedPolicies, samePredicate } from '../policies.ts'
import { fullName, knownTables } from '../select.ts'

/** A policy that lets rows be written says WITH CHECK which ones. */
export const policyCheck = defineRule('policy-check', (catalog) =>
  knownTables(catalog).flatMap(({ spec, table }) =>
    pairedPolicies(spec, table)
      .filter(
        ({ policy, wanted }) =>
          wanted.command === 'all' && !samePredicate(policy.check, wanted.predicate),
      )
      .map(({ policy }) => ({
        fix: `Create it again WITH CHECK as migrations/SCHEMA.md has it`,
        message: `the policy ${policy.name} checks ${policy.check ?? 'nothing'} of written rows`,
        object: fullName(table),
      })),
  ),
)
