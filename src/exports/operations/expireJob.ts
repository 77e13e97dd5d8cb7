import { z } from 'zod'

import type { Job } from '../../jobs/index.ts'
import { defineJob } from '../../jobs/index.ts'
import { exportsErrors } from '../errors.ts'
import { removeExport } from '../files.ts'

/** How long the file of an export is kept. */
export const KEPT_HOURS = 24

type Input = { id: string }

/** The job that removes the file of an export when its time is over; without a folder it can only be queued. */
export function expireJob(options?: { dataDir: string }): Job<Input> {
  return defineJob({
    input: z.object({ id: z.uuid() }),
    kind: 'exports:expire',
    run: async ({ input, tenantId }) => {
      if (options === undefined) {
        throw exportsErrors.NOT_READY({})
      }
      await removeExport(options.dataDir, tenantId, input.id)

      return undefined
    },
  })
}
