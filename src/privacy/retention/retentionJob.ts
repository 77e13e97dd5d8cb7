import { z } from 'zod'

import type { RetentionRule } from '../../collection/index.ts'
import { readSetting, retention, writeRecords } from '../../collection/index.ts'
import type { Job, JobContext } from '../../jobs/index.ts'
import { defineJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import { eraseRecord } from '../erase/eraseRecord.ts'
import { endOf, expiredStatement, sortedRules, workableRule } from './expiredRecords.ts'

const STEP = 200
const REASON = 'retention'

/**
 * The job that trashes or erases what a tenant keeps no longer than its rules say: 200 records a step into
 * the trash, people one by one. Killed, it goes on: what is done is in the trash and not found again.
 */
export function createRetentionJob(options: { dataDir: string }): Job<Record<string, never>> {
  return defineJob<Record<string, never>>({
    input: z.object({}),
    kind: 'privacy:retention',
    run: async (job) => {
      const state = { done: Number(job.cursor?.['done'] ?? 0) }
      for (const [collection, rule] of sortedRules(await readSetting(retention))) {
        await keepRule(job, { collection, dataDir: options.dataDir, rule, state })
      }

      return { done: state.done }
    },
  })
}

async function keepRule(
  job: JobContext<unknown>,
  args: {
    collection: string
    dataDir: string
    rule: RetentionRule
    state: { done: number }
  },
): Promise<void> {
  const { collection, rule, state } = args
  const workable = workableRule(collection, rule)
  if (workable === undefined) {
    return
  }
  const before = endOf(rule)
  let after: null | string = null
  for (;;) {
    const page = { after, before, limit: STEP }
    const [rows = []] = await database().read([expiredStatement('id', workable, page)])
    const ids = rows.map((row) => String(row['id']))
    if (ids.length === 0) {
      return
    }
    if (rule.act === 'erase') {
      for (const id of ids) {
        await eraseRecord({ collection, dataDir: args.dataDir, id, reason: REASON })
      }
    }
    await job.step(async (transaction) => {
      const changes = ids.map((id) => ({ id, op: 'trash' as const }))
      // One that may not go stays, and the others go.
      const results =
        rule.act === 'erase'
          ? changes.map(() => ({ ok: true }))
          : await writeRecords({ changes, collection, partial: true }, transaction)
      state.done += results.filter(({ ok }) => ok).length

      return { cursor: { done: state.done }, done: state.done }
    })
    after = ids.at(-1) ?? null
  }
}
