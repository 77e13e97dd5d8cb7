import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'

/** Runs `work` in the same scope, so that every change row it leaves carries the id of this batch. */
export function runInBatch<T>(batchId: string, work: () => T): T {
  return runAsTenant({ ...requireTenantScope(), batchId }, work)
}
