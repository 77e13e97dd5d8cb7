import { defineRule } from '../defineRule.ts'
import { pairedPolicies } from '../policies.ts'
import { fullName, knownTables } from '../select.ts'

/** A policy is permissive and for the commands it was generated for. */
export const policyKind = defineRule('policy-kind', (catalog) =>
  knownTables(catalog).flatMap(({ spec, table }) =>
    pairedPolicies(spec, table)
      .filter(({ policy, wanted }) => !policy.permissive || policy.command !== wanted.command)
      .map(({ policy }) => ({
        fix: `Create it again as migrations/SCHEMA.md has it`,
        message: `the policy ${policy.name} is ${policy.permissive ? 'permissive' : 'restrictive'} for ${policy.command}`,
        object: fullName(table),
      })),
  ),
)
