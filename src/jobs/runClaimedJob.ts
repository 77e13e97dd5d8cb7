import { isTenonError } from '../kernel/errors/index.ts'
import { runAsTenant } from '../kernel/scope/index.ts'
import { modulesOf } from '../tenancy/index.ts'
import { jobsErrors } from './errors.ts'
import { commitStep, failJob, finishJob, HEARTBEAT_MS, renewLease, requeueJob } from './lease.ts'
import type { ClaimedJob, Job, JobContext } from './types.ts'

const MAX_DELAY_SECONDS = 300
const INTERNAL_ERROR = {
  code: 'JOBS_INTERNAL',
  message: 'The job failed for an internal reason; the log holds it under this job id.',
}

/** Runs a claimed job in its tenant to its end, its next try, or the step after which it makes room. */
export async function runClaimedJob(args: {
  claimed: ClaimedJob
  job: Job<unknown>
  onError: (error: unknown, claimed: ClaimedJob) => void
  /** Asked after every committed step. */
  shouldYield: () => Promise<boolean>
}): Promise<void> {
  const { claimed } = args
  // The record store asks what is switched on without waiting.
  await modulesOf(claimed.tenantId)
  await runAsTenant(
    {
      ...(claimed.apiKey === null
        ? {}
        : { actor: { id: claimed.apiKey, type: 'api_key' as const } }),
      batchId: claimed.id,
      ...(claimed.correlationId === null ? {} : { correlationId: claimed.correlationId }),
      tenantId: claimed.tenantId,
      userId: claimed.createdBy,
    },
    async () => {
      const controller = new AbortController()
      const heart = startHeart(args, controller)
      try {
        const result = await args.job.start(contextOf(args, controller.signal))
        await finishJob(claimed, result)
      } catch (error) {
        await settle(args, error)
      } finally {
        clearInterval(heart)
      }
    },
  )
}

type RunArgs = Parameters<typeof runClaimedJob>[0]

function startHeart(args: RunArgs, controller: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    renewLease(args.claimed).then(
      (held) => {
        if (!held) {
          controller.abort(jobsErrors.LEASE_LOST({ id: args.claimed.id }))
        }
      },
      (error: unknown) => {
        args.onError(error, args.claimed)
      },
    )
  }, HEARTBEAT_MS)
}

function contextOf(args: RunArgs, signal: AbortSignal): JobContext<unknown> {
  const { claimed } = args

  return {
    cursor: claimed.cursor,
    input: claimed.input,
    jobId: claimed.id,
    signal,
    step: async (work) => {
      signal.throwIfAborted()
      await commitStep(claimed, work)
      if (await args.shouldYield()) {
        throw jobsErrors.YIELDED({ id: claimed.id })
      }
    },
    tenantId: claimed.tenantId,
    userId: claimed.createdBy,
  }
}

async function settle(args: RunArgs, error: unknown): Promise<void> {
  const { claimed } = args
  if (isTenonError(error, 'JOBS_LEASE_LOST') || isTenonError(error, 'JOBS_CANCELLED')) {
    return
  }
  try {
    if (isTenonError(error, 'JOBS_YIELDED')) {
      await requeueJob(claimed, { delaySeconds: 0 })

      return
    }
    args.onError(error, claimed)
    const report = isTenonError(error)
      ? { code: error.code, message: error.message }
      : INTERNAL_ERROR
    if (isFinal(error) || claimed.attempts >= claimed.maxAttempts) {
      await failJob(claimed, report)
    } else {
      await requeueJob(claimed, {
        delaySeconds: Math.min(2 ** (claimed.attempts - 1), MAX_DELAY_SECONDS),
        error: report,
      })
    }
  } catch (settling) {
    // The database is out of reach: the lease runs out and the job is taken up again.
    args.onError(settling, claimed)
  }
}

// What the caller did wrong does not get better by trying again.
function isFinal(error: unknown): boolean {
  return isTenonError(error) && error.status >= 400 && error.status < 500 && error.status !== 409
}
