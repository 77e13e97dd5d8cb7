import type { Transaction } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { requireTenantScope } from '../kernel/scope/index.ts'
import type { Job } from './types.ts'

const INSERT = `
insert into jobs (tenant_id, id, kind, input, max_attempts, run_after, correlation_id, created_by,
  api_key_id)
values ($1::uuid, $2::uuid, $3, $4::jsonb, $5, coalesce($6::timestamptz, now()), $7, $8::uuid,
  $9::uuid)`

/** Queues a job in the current tenant and gives its id; inside `transaction` it exists only if that commits. */
export async function enqueueJob<TInput>(
  job: Job<TInput>,
  input: TInput,
  options: { id?: string; runAfter?: Date; transaction?: Transaction } = {},
): Promise<string> {
  const scope = requireTenantScope()
  const id = options.id ?? newId()
  const values = [
    scope.tenantId,
    id,
    job.kind,
    JSON.stringify(job.parseInput(input)),
    job.maxAttempts,
    options.runAfter?.toISOString() ?? null,
    scope.correlationId,
    scope.userId,
    scope.actor.type === 'api_key' ? scope.actor.id : null,
  ]
  if (options.transaction === undefined) {
    await database().transaction((transaction) => transaction.query(INSERT, values))
  } else {
    await options.transaction.query(INSERT, values)
  }

  return id
}
