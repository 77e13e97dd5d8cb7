import type { TableSpec } from '../../../kernel/schema/index.ts'
import { searchedColumns } from '../../ddl/securitySql.ts'
import { LOGIN_ROLES, SEARCH_ROLE } from '../../roles.ts'
import { defineRule } from '../defineRule.ts'
import { fullName, specsByName } from '../select.ts'
import type { Relation } from '../types.ts'

/** A role holds the privileges that the model gives it, and no others. */
export const grantExcess = defineRule('grant-excess', (catalog) =>
  catalog.relations
    .filter(({ kind, schema }) => kind !== 'sequence' && schema !== 'tenancy')
    .flatMap((relation) => {
      const allowed = allowedGrants(specsByName(catalog).get(relation.name))
      const excess = heldGrants(relation).filter((grant) => !allowed.has(grant))

      return excess.map((grant) => ({
        fix: `Revoke it: ${grant} on ${fullName(relation)}`,
        message: `${grant} is more than the model gives`,
        object: fullName(relation),
      }))
    }),
)

const OURS: ReadonlySet<string> = new Set([...LOGIN_ROLES, SEARCH_ROLE])

function heldGrants(relation: Relation): readonly string[] {
  return [
    ...relation.grants
      .filter(({ grantee }) => OURS.has(grantee))
      .map(({ grantee, privilege }) => `${grantee}: ${privilege}`),
    ...relation.columns.flatMap((column) =>
      column.grants
        .filter(({ grantee }) => OURS.has(grantee))
        .map(({ grantee, privilege }) => `${grantee}: ${privilege} (${column.name})`),
    ),
  ]
}

function allowedGrants(table: TableSpec | undefined): ReadonlySet<string> {
  const grants = table?.grants ?? {}
  const columns = grants.systemColumns

  return new Set([
    ...(['app', 'relay', 'system', 'worker'] as const).flatMap((role) =>
      (grants[role] ?? [])
        .filter(
          (privilege) => !(role === 'system' && privilege === 'select' && columns !== undefined),
        )
        .map((privilege) => `tenon_${role}: ${privilege}`),
    ),
    ...(columns ?? []).map((column) => `tenon_system: select (${column})`),
    ...(table === undefined ? [] : searchedColumns(table)).map(
      (column) => `${SEARCH_ROLE}: select (${column})`,
    ),
  ])
}
