export { cancelJob } from './cancelJob.ts'
export { claimJobs } from './claimJobs.ts'
export { defineJob } from './defineJob.ts'
export { enqueueJob } from './enqueueJob.ts'
export { jobsErrors } from './errors.ts'
export { getJob } from './getJob.ts'
export { commitStep, finishJob, HEARTBEAT_MS, LEASE_SECONDS, renewLease } from './lease.ts'
export { jobsTables } from './schema.ts'
export { startJobRunner } from './startJobRunner.ts'
export type { JobRunner, JobRunnerOptions } from './startJobRunner.ts'
export type {
  ClaimedJob,
  Job,
  JobContext,
  JobCursor,
  JobResult,
  JobState,
  JobView,
  Lease,
  StepOutcome,
} from './types.ts'
