import { requireTenantScope, runAsTenant } from './scope.ts'

/** Runs `work` in the same tenant as an act of the system, one batch, whoever asked for it. */
export function actAsSystem<T>(batchId: string, work: () => T): T {
  const { correlationId, tenantId } = requireTenantScope()

  return runAsTenant(
    { actor: { id: null, type: 'system' }, batchId, correlationId, tenantId, userId: null },
    work,
  )
}
