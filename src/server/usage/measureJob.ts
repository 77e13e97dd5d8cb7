import { z } from 'zod'

import { countedModels } from '../../collection/index.ts'
import { defineJob } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { Holding } from '../../usage/index.ts'
import { measureUsage } from '../../usage/index.ts'
import { ATTACHMENTS } from '../files/attachment.ts'

/** The job that measures once a day what a tenant holds. */
export const measureJob = defineJob<Record<string, never>>({
  input: z.object({}),
  kind: 'usage:measure',
  run: async (job) => {
    let holding: Holding | undefined
    await job.step(async (transaction) => {
      holding = await measureHere(transaction)

      return { cursor: {}, done: 1 }
    })

    return { users: holding?.users ?? 0 }
  },
})

/** Measures what the tenant of the running scope holds, and notes it. */
export async function measureHere(transaction: Transaction): Promise<Holding> {
  const models = countedModels()

  return measureUsage(transaction, {
    counted: models.map(({ slug, table }) => ({ slug, table })),
    files: models.find(({ slug }) => slug === ATTACHMENTS)?.table,
  })
}
