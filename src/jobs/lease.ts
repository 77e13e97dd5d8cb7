import type { Transaction } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { jobsErrors } from './errors.ts'
import type { JobResult, Lease, StepOutcome } from './types.ts'

/** How long a worker holds a job without a sign of life. */
export const LEASE_SECONDS = 15

/** How often a worker renews its lease. */
export const HEARTBEAT_MS = 5000

const MINE = `tenant_id = $1::uuid and id = $2::uuid and epoch = $3 and lease_owner = $4 and state = 'running'`
const RENEWED = `lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), updated_at = clock_timestamp()`
const RELEASED = 'lease_owner = null, lease_until = null, updated_at = clock_timestamp()'

// A frozen worker must not hold row locks for longer than its lease.
const LIMIT_IDLE = `select set_config('idle_in_transaction_session_timeout', '${LEASE_SECONDS * 1000}', true)`

/** Renews the lease; false when the job is no longer this worker's. */
export async function renewLease(lease: Lease): Promise<boolean> {
  const rows = await database().transaction((transaction) =>
    transaction.query(`update jobs set ${RENEWED} where ${MINE} returning id`, keyOf(lease)),
  )

  return rows.length === 1
}

/** Runs one step: its effects, its cursor and the proof of the lease stand or fall together. */
export async function commitStep(
  lease: Lease,
  work: (transaction: Transaction) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  return database().transaction(async (transaction) => {
    await transaction.query(LIMIT_IDLE)
    const outcome = await work(transaction)
    const held = await transaction.query(
      `update jobs set cursor = $5::jsonb, progress_done = $6,
        progress_total = coalesce($7::bigint, progress_total), attempts = 1, error = null, ${RENEWED}
      where ${MINE} returning id`,
      [...keyOf(lease), JSON.stringify(outcome.cursor), outcome.done, outcome.total ?? null],
    )
    if (held.length !== 1) {
      throw await reasonOfLoss(transaction, lease)
    }

    return outcome
  })
}

/** Ends the job as done; throws `JOBS_LEASE_LOST` or `JOBS_CANCELLED` when it is not held any more. */
export async function finishJob(lease: Lease, result: JobResult | undefined): Promise<void> {
  await database().transaction(async (transaction) => {
    const held = await transaction.query(
      `update jobs set state = 'done', result = $5::jsonb, error = null,
        finished_at = clock_timestamp(), ${RELEASED} where ${MINE} returning id`,
      [...keyOf(lease), result === undefined ? null : JSON.stringify(result)],
    )
    if (held.length !== 1) {
      throw await reasonOfLoss(transaction, lease)
    }
  })
}

/** Ends the job as failed, with what went wrong for its reader. */
export async function failJob(
  lease: Lease,
  error: { code: string; message: string },
): Promise<void> {
  await database().transaction((transaction) =>
    transaction.query(
      `update jobs set state = 'failed', error = $5::jsonb, finished_at = clock_timestamp(), ${RELEASED}
      where ${MINE}`,
      [...keyOf(lease), JSON.stringify(error)],
    ),
  )
}

/** Puts the job back into the queue: after `delaySeconds` with its error, or at once to make room. */
export async function requeueJob(
  lease: Lease,
  args: { delaySeconds: number; error?: { code: string; message: string } },
): Promise<void> {
  await database().transaction((transaction) =>
    transaction.query(
      `update jobs set state = 'queued', error = $5::jsonb,
        attempts = case when $5::jsonb is null then greatest(attempts - 1, 0) else attempts end,
        run_after = clock_timestamp() + make_interval(secs => $6), ${RELEASED} where ${MINE}`,
      [
        ...keyOf(lease),
        args.error === undefined ? null : JSON.stringify(args.error),
        args.delaySeconds,
      ],
    ),
  )
}

function keyOf(lease: Lease): [string, string, number, string] {
  return [lease.tenantId, lease.id, lease.epoch, lease.leaseOwner]
}

async function reasonOfLoss(transaction: Transaction, lease: Lease): Promise<Error> {
  const rows = await transaction.query<{ state: string }>(
    'select state from jobs where tenant_id = $1::uuid and id = $2::uuid',
    [lease.tenantId, lease.id],
  )

  return rows[0]?.state === 'cancelled'
    ? jobsErrors.CANCELLED({ id: lease.id })
    : jobsErrors.LEASE_LOST({ id: lease.id })
}
