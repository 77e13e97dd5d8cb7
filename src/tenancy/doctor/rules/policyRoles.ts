import { defineRule } from '../defineRule.ts'
import { pairedPolicies } from '../policies.ts'
import { fullName, knownTables } from '../select.ts'

/** A policy is for the one role it was generated for, never for PUBLIC. */
export const policyRoles = defineRule('policy-roles', (catalog) =>
  knownTables(catalog).flatMap(({ spec, table }) =>
    pairedPolicies(spec, table)
      .filter(({ policy, wanted }) => policy.roles.join() !== wanted.role)
      .map(({ policy }) => ({
        fix: `alter policy ${policy.name} on ${fullName(table)} to the role in migrations/SCHEMA.md`,
        message: `the policy ${policy.name} is for ${policy.roles.join(', ')}`,
        object: fullName(table),
      })),
  ),
)
