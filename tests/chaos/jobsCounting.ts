import { setTimeout as sleep } from 'node:timers/promises'

import { z } from 'zod'

import { defineJob } from '../../src/jobs/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'

/** A job whose every step writes one company, so that lost and doubled steps show. */
export const countingJob = defineJob({
  input: z.object({ steps: z.number(), wait: z.number() }),
  kind: 'tests:counting',
  run: async ({ cursor, input, jobId, step }) => {
    for (let at = Number(cursor?.['at'] ?? 0); at < input.steps; at += 1) {
      await step(async (transaction) => {
        await transaction.query(
          'insert into companies (tenant_id, id, name) values (tenancy.current_tenant(), $1, $2)',
          // Unlike the product's names these repeat when a step is done twice.
          [newId(), `${jobId} ${at} ${newId()}`],
        )
        await sleep(input.wait)

        return { cursor: { at: at + 1 }, done: at + 1, total: input.steps }
      })
    }

    return { steps: input.steps }
  },
})
