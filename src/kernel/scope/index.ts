export { currentScope, requireTenantScope, runAsSystem, runAsTenant, scopeErrors } from './scope.ts'
export type { Actor, Scope, SystemScope, SystemSite, TenantScope } from './types.ts'
