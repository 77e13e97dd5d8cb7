export { cancelJob } from './cancelJob.ts'
export { claimJobs } from './claimJobs.ts'
export { defineJob } from './defineJob.ts'
export { enqueueJob } from './enqueueJob.ts'
export { jobsErrors } from './errors.ts'
export { getJob } from './getJob.ts'
export { addJobRows, jobRowsAfter, listJobResults, settleJobRows } from './jobRows.ts'
export type { JobRow } from './jobRows.ts'
export { commitStep, finishJob, HEARTBEAT_MS, LEASE_SECONDS, renewLease } from './lease.ts'
export { defineSchedule } from './schedule/defineSchedule.ts'
export type { Schedule, ScheduleTime } from './schedule/defineSchedule.ts'
export { queueDueJobs } from './schedule/queueDueJobs.ts'
export { startScheduler } from './schedule/startScheduler.ts'
export type { Scheduler } from './schedule/startScheduler.ts'
export { jobsTables } from './schema.ts'
export { startJobRunner } from './startJobRunner.ts'
export type { JobRunner, JobRunnerOptions } from './startJobRunner.ts'
export { deleteJobs, finishedJobs, forgetScheduleRuns } from './sweepJobs.ts'
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
