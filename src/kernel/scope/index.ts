export { actAsSystem } from './actAsSystem.ts'
export {
  currentScope,
  requireTenantScope,
  runAsSystem,
  runAsTenant,
  runUnrestricted,
  scopeErrors,
} from './scope.ts'
export type {
  AccessAction,
  AccessLevel,
  AccessView,
  Actor,
  Scope,
  SystemScope,
  SystemSite,
  TenantScope,
} from './types.ts'
