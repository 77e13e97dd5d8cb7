import type { Transaction } from '../kernel/db/index.ts'

/** Where a job stands between two steps: plain JSON of its own shape. */
export type JobCursor = Readonly<Record<string, unknown>>

/** What a step reports when its effects stand: where to go on and how far the job is. */
export type StepOutcome = { cursor: JobCursor; done: number; total?: number }

/** What a running job may lean on. */
export type JobContext<TInput> = {
  /** Where the last committed step left off, or null at the first start. */
  cursor: JobCursor | null
  input: TInput
  jobId: string
  /** Aborts when the job is cancelled or its lease is lost. */
  signal: AbortSignal
  /**
   * Runs `work` in a transaction that also commits the cursor and the progress, fenced by the lease:
   * effects of a worker that lost the job are rolled back with `JOBS_LEASE_LOST`.
   */
  step: (work: (transaction: Transaction) => Promise<StepOutcome>) => Promise<void>
  tenantId: string
  userId: string | null
}

/** What a finished job leaves for its reader. */
export type JobResult = Readonly<Record<string, unknown>>

/** A kind of job, ready to be queued and run. */
export type Job<TInput> = {
  kind: string
  maxAttempts: number
  /** Throws `JOBS_INPUT_INVALID` on anything else than the input of this kind. */
  parseInput: (value: unknown) => TInput
  start: (context: JobContext<unknown>) => Promise<JobResult | undefined>
}

/** The states of a job; the last three are final. */
export type JobState = 'cancelled' | 'done' | 'failed' | 'queued' | 'running'

/** A job as its tenant sees it. */
export type JobView = {
  /** Id of the API key that started it, in the name of `createdBy`; null where none did. */
  apiKey: string | null
  createdAt: string
  createdBy: string | null
  error: { code: string; message: string } | null
  finishedAt: string | null
  id: string
  kind: string
  progress: { done: number; total: number | null }
  result: JobResult | null
  state: JobState
}

/** A job in the hands of one worker until its lease ends. */
export type ClaimedJob = {
  /** The API key that it acts for, if any. */
  apiKey: string | null
  attempts: number
  correlationId: string | null
  createdBy: string | null
  cursor: JobCursor | null
  epoch: number
  id: string
  input: unknown
  kind: string
  leaseOwner: string
  maxAttempts: number
  tenantId: string
}

/** What proves that a worker still holds a job. */
export type Lease = Pick<ClaimedJob, 'epoch' | 'id' | 'leaseOwner' | 'tenantId'>
