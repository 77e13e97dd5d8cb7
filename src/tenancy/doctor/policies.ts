import type { TableSpec } from '../../kernel/schema/index.ts'
import type { PolicySpec } from '../ddl/securitySql.ts'
import { policiesOf } from '../ddl/securitySql.ts'
import type { Policy, Relation } from './types.ts'

// As PostgreSQL prints the predicates, in the plain form and in the distributed one.
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  'tenant_id = (select tenancy.current_tenant())': [
    '(tenant_id = ( SELECT tenancy.current_tenant() AS current_tenant))',
    '(tenant_id = tenancy.current_tenant())',
  ],
  true: ['true'],
}

/** Each generated policy with the one of its name that stands. */
export function pairedPolicies(
  spec: TableSpec,
  table: Relation,
): readonly { policy: Policy; wanted: PolicySpec }[] {
  return policiesOf(spec).flatMap((wanted) =>
    table.policies.filter(({ name }) => name === wanted.name).map((policy) => ({ policy, wanted })),
  )
}

/** True when a printed predicate is the generated one. */
export function samePredicate(printed: string | null, wanted: string): boolean {
  return printed !== null && (PRINTED[wanted] ?? []).includes(printed)
}
