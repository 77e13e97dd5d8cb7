import { createImportJob } from '../imports/index.ts'
import type { JobRunner } from '../jobs/index.ts'
import { startJobRunner } from '../jobs/index.ts'
import type { Log } from '../kernel/log/index.ts'

/** Starts running the jobs of all tenants in this process. */
export function startJobs(options: { dataDir: string; log: Log }): JobRunner {
  return startJobRunner({
    jobs: [createImportJob({ dataDir: options.dataDir })],
    onError: (error) => {
      options.log.error({ err: error }, 'a job failed')
    },
  })
}
