import type { Transaction } from '../../kernel/db/index.ts'
import type { AccessView } from '../../kernel/scope/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import { accessOfActor } from './accessOfActor.ts'
import { batchErrors } from './errors.ts'

/**
 * Runs a step of a job with the rights that the person or the API key that started it has now, and gives
 * them to it; unrestricted for a job that nobody started. Throws `BATCH_PERSON_GONE` when they may not act any more.
 */
export async function runAsPerson<T>(
  transaction: Transaction,
  userId: string | null,
  work: (access: AccessView | undefined) => Promise<T>,
): Promise<T> {
  if (userId === null) {
    return work(undefined)
  }
  const access = await accessOfActor(transaction)
  if (access === undefined) {
    throw batchErrors.PERSON_GONE({})
  }

  return runAsTenant({ ...requireTenantScope(), access }, () => work(access))
}
