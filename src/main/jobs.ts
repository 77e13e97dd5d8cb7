import { bulkJob, undoJob } from '../collection/index.ts'
import {
  createDeleteTenantJob,
  createExportJob,
  createTenantExportJob,
  expireJob,
} from '../exports/index.ts'
import { createImportJob } from '../imports/index.ts'
import type { JobRunner } from '../jobs/index.ts'
import { startJobRunner, startScheduler } from '../jobs/index.ts'
import type { Log } from '../kernel/log/index.ts'
import { currentCrm } from '../plugin/index.ts'
import { fillDemoJob } from './demo/fillDemoJob.ts'
import { buildSchedules } from './schedules.ts'

/** Starts running the jobs of all tenants in this process, and queueing those that fall due. */
export function startJobs(options: {
  dataDir: string
  log: Log
  /** False leaves the schedules to other processes. Default true. */
  schedules?: boolean
}): JobRunner {
  const { jobs, schedules } = buildSchedules({ dataDir: options.dataDir })
  const scheduler = startScheduler({
    onError: (error) => {
      options.log.error({ err: error }, 'a schedule failed')
    },
    schedules: options.schedules === false ? [] : schedules,
  })
  const runner = startJobRunner({
    jobs: [
      createImportJob({ dataDir: options.dataDir }),
      createExportJob({ dataDir: options.dataDir }),
      expireJob({ dataDir: options.dataDir }),
      createTenantExportJob({ dataDir: options.dataDir }),
      createDeleteTenantJob({ dataDir: options.dataDir }),
      bulkJob,
      undoJob,
      fillDemoJob,
      ...jobs,
      ...currentCrm().jobs,
    ],
    onError: (error) => {
      options.log.error({ err: error }, 'a job failed')
    },
    switchable: currentCrm().modules.flatMap(({ id, required }) => (required ? [] : [id])),
  })

  return {
    stop: async () => {
      await Promise.all([runner.stop(), scheduler.stop()])
    },
  }
}
