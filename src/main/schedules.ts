import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'

import { createSweepJob, purgeJob } from '../collection/index.ts'
import type { Job, Schedule } from '../jobs/index.ts'
import { defineSchedule } from '../jobs/index.ts'
import { currentCrm } from '../plugin/index.ts'
import { createRetentionJob } from '../privacy/index.ts'
import { measureJob } from '../server/index.ts'

/** What every tenant gets done regularly, and the jobs that do it. */
export function buildSchedules(options: { dataDir: string }): {
  jobs: readonly Job<unknown>[]
  schedules: readonly Schedule[]
} {
  const sweepJob = createSweepJob({
    removeFiles: (tenantId, jobIds) =>
      removeJobFiles(path.join(options.dataDir, 'uploads', tenantId), jobIds),
  })

  const retentionJob = createRetentionJob({ dataDir: options.dataDir })
  const sweepFilesJob = currentCrm().jobs.find(({ kind }) => kind === 'crm:sweep-files')

  return {
    jobs: [measureJob, purgeJob, retentionJob, sweepJob],
    schedules: [
      defineSchedule({ dailyAt: '02:30', input: {}, job: measureJob, key: 'usage:measure' }),
      defineSchedule({ dailyAt: '03:00', input: {}, job: purgeJob, key: 'collection:purge' }),
      defineSchedule({ dailyAt: '03:30', input: {}, job: retentionJob, key: 'privacy:retention' }),
      defineSchedule({ everyMinutes: 360, input: {}, job: sweepJob, key: 'collection:sweep' }),
      // Absent where the product does without the module that keeps attachments.
      ...(sweepFilesJob === undefined
        ? []
        : [
            defineSchedule({
              dailyAt: '04:00',
              input: {},
              job: sweepFilesJob,
              key: 'crm:sweep-files',
            }),
          ]),
    ],
  }
}

/** Files of a job carry its id at the beginning of their names. */
async function removeJobFiles(folder: string, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) {
    return
  }
  const ids = new Set(jobIds)
  const names = await readdir(folder).catch(() => [])
  const old = names.filter((name) => ids.has(name.slice(0, 36)))
  await Promise.all(old.map((name) => rm(path.join(folder, name), { force: true })))
}
