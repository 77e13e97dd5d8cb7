import type { Grants, Privilege, TableSpec } from '../../kernel/schema/index.ts'
import { OWNER_ROLE, SEARCH_ROLE } from '../roles.ts'
import { ident, tableRef } from './names.ts'

/** How policies are written: the distributed form has no sub-select, which Citus refuses. */
export type PolicyForm = { distributed?: boolean }

/** One policy as the catalog must show it. */
export type PolicySpec = {
  command: 'all' | 'select'
  name: string
  predicate: string
  role: string
}

const CROSS_TENANT = [
  ['system', 'tenon_system'],
  ['worker', 'tenon_worker'],
  ['relay', 'tenon_relay'],
] as const

/** The predicate of the policy that keeps requests inside their tenant. */
export function tenantPredicate(form: PolicyForm = {}): string {
  return form.distributed === true
    ? 'tenant_id = tenancy.current_tenant()'
    : 'tenant_id = (select tenancy.current_tenant())'
}

/** The policies of a tenant table; a table of all tenants has none. */
export function policiesOf(table: TableSpec, form: PolicyForm = {}): readonly PolicySpec[] {
  if (table.tenancy === 'global') {
    return []
  }
  const granted = CROSS_TENANT.filter(([key]) => (table.grants[key] ?? []).length > 0)

  return [
    {
      command: 'all',
      name: 'tenant_isolation',
      predicate: tenantPredicate(form),
      role: 'tenon_app',
    },
    { command: 'all', name: 'owner_access', predicate: 'true', role: OWNER_ROLE },
    ...granted.map(([key, role]): PolicySpec => ({
      command: table.grants[key]?.join() === 'select' ? 'select' : 'all',
      name: `${key}_access`,
      predicate: 'true',
      role,
    })),
    ...(isSearched(table)
      ? [
          {
            command: 'select',
            name: 'search_access',
            predicate: 'true',
            role: SEARCH_ROLE,
          } as const,
        ]
      : []),
  ]
}

/** True when records of the table are found by words. */
export function isSearched(table: TableSpec): boolean {
  return table.tenancy === 'tenant' && (table.grants.searchColumns ?? []).length > 0
}

/** The columns that the search role may read: the key and what it looks in. */
export function searchedColumns(table: TableSpec): readonly string[] {
  return isSearched(table) ? ['tenant_id', 'id', ...(table.grants.searchColumns ?? [])] : []
}

/** Switches row-level security on, for the owner too, and creates every policy of a table. */
export function rowSecuritySql(table: TableSpec, form: PolicyForm = {}): string[] {
  if (table.tenancy === 'global') {
    return []
  }
  const ref = tableRef(table.name)

  return [
    `alter table ${ref} enable row level security;`,
    `alter table ${ref} force row level security;`,
    ...policiesOf(table, form).map((policy) => createPolicySql(table, policy)),
  ]
}

/** Creates one policy. */
export function createPolicySql(table: TableSpec, policy: PolicySpec): string {
  const check = policy.command === 'all' ? ` with check (${policy.predicate})` : ''

  return (
    `create policy ${policy.name} on ${tableRef(table.name)} for ${policy.command} to ${policy.role} ` +
    `using (${policy.predicate})${check};`
  )
}

/** Takes every privilege on a table from every role of ours and gives back the listed ones. */
export function grantSql(table: TableSpec): string[] {
  const ref = tableRef(table.name)

  return [
    `revoke all on ${ref} from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;`,
    ...grantLine(ref, 'tenon_app', table.grants.app),
    ...systemGrant(ref, table.grants),
    ...grantLine(ref, 'tenon_worker', table.grants.worker),
    ...grantLine(ref, 'tenon_relay', table.grants.relay),
    ...(isSearched(table)
      ? [
          `grant select (${searchedColumns(table).map(ident).join(', ')}) on ${ref} to ${SEARCH_ROLE};`,
        ]
      : []),
  ]
}

function systemGrant(ref: string, grants: Grants): string[] {
  if (grants.systemColumns === undefined) {
    return grantLine(ref, 'tenon_system', grants.system)
  }
  const columns = grants.systemColumns.map(ident).join(', ')
  const others = (grants.system ?? []).filter((privilege) => privilege !== 'select')

  return [
    ...((grants.system ?? []).includes('select')
      ? [`grant select (${columns}) on ${ref} to tenon_system;`]
      : []),
    ...grantLine(ref, 'tenon_system', others),
  ]
}

function grantLine(ref: string, role: string, privileges: readonly Privilege[] = []): string[] {
  return privileges.length === 0 ? [] : [`grant ${privileges.join(', ')} on ${ref} to ${role};`]
}
