import { z } from 'zod'

import { invalidateTenantSessions } from '../../identity/index.ts'
import type { Job } from '../../jobs/index.ts'
import { defineJob, enqueueJob } from '../../jobs/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import { markTenantDeleting } from '../../tenancy/index.ts'
import { exportsErrors } from '../errors.ts'
import { purgeTenant } from './purgeTenant.ts'

/** What a tenant is deleted with. */
export type DeleteOptions = { dataDir: string; graceMs?: number }

/**
 * The job that deletes the tenant it runs in, and itself last; killed, it goes on where it stood. Without
 * a folder it can only be queued.
 */
export function createDeleteTenantJob(options: DeleteOptions): Job<Record<string, never>> {
  return defineJob({
    input: z.object({}),
    kind: 'exports:delete-tenant',
    maxAttempts: 1000,
    run: async (job) => {
      await purgeTenant({
        ...options,
        step: async (work) => {
          await job.step(async (transaction) => ({ cursor: {}, done: await work(transaction) }))
        },
      })

      return undefined
    },
  })
}

/**
 * Closes a tenant at once and queues its deletion. `confirm` must repeat the slug. Throws
 * `EXPORTS_CONFIRMATION_WRONG` or `TENANCY_TENANT_UNKNOWN`.
 */
export async function deleteTenant(args: {
  confirm: string
  /** How long the job is left to the process that queued it. */
  headStartMs?: number
  slug: string
}): Promise<{ jobId: string; tenantId: string }> {
  if (args.confirm !== args.slug) {
    throw exportsErrors.CONFIRMATION_WRONG({ slug: args.slug })
  }
  const { id: tenantId } = await markTenantDeleting({ slug: args.slug })
  invalidateTenantSessions(tenantId)
  const jobId = await runAsTenant({ tenantId }, () =>
    enqueueJob(
      createDeleteTenantJob({ dataDir: '' }),
      {},
      { runAfter: new Date(Date.now() + (args.headStartMs ?? 0)) },
    ),
  )

  return { jobId, tenantId }
}

/** True for the answer that a job no longer exists: the deletion took its own row along last. */
export function isDeleted(error: unknown): boolean {
  return isTenonError(error, 'JOBS_NOT_FOUND')
}
