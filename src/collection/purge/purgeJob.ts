import { z } from 'zod'

import type { JobContext, StepOutcome } from '../../jobs/index.ts'
import { addJobRows, defineJob } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { allModels } from '../model/registry.ts'
import { readSetting } from '../settings/readSetting.ts'
import { trashDays } from '../settings/settings.ts'
import type { CollectionModel } from '../types.ts'
import { describeFault } from '../write/describeFault.ts'
import { writeRecords } from '../write/writeRecords.ts'

const STEP = 200
const DAY_MS = 86_400_000

type PurgeCursor = {
  /** The record that was tried last. */
  after: string | null
  /** What was put into the trash before this moment goes; null: nothing does. */
  before: string | null
  deleted: number
  deletedInPass: number
  ended: boolean
  kept: number
  /** Index of the collection at hand. */
  model: number
}

/**
 * The job that deletes for good what has been in the trash for longer than the tenant keeps it, 200 records
 * a step. What other records still refer to stays and is listed in the results.
 */
export const purgeJob = defineJob<Record<string, never>>({
  input: z.object({}),
  kind: 'collection:purge',
  run: async (job) => {
    let cursor = job.cursor as PurgeCursor | null
    while (cursor?.ended !== true) {
      await job.step(async (transaction) => {
        const next = await purgeStep(job, transaction, cursor ?? (await start(transaction)))
        cursor = next

        return outcomeOf(next)
      })
    }

    return { deleted: cursor.deleted, kept: cursor.kept }
  },
})

function outcomeOf(cursor: PurgeCursor): StepOutcome {
  return { cursor, done: cursor.deleted }
}

async function start(transaction: Transaction): Promise<PurgeCursor> {
  const days = await readSetting(trashDays, transaction)
  const before = days === 0 ? null : new Date(Date.now() - days * DAY_MS).toISOString()

  return { after: null, before, deleted: 0, deletedInPass: 0, ended: false, kept: 0, model: 0 }
}

async function purgeStep(
  job: JobContext<unknown>,
  transaction: Transaction,
  cursor: PurgeCursor,
): Promise<PurgeCursor> {
  const model = allModels().filter(({ trash }) => trash)[cursor.model]
  if (cursor.before === null) {
    return { ...cursor, ended: true }
  }
  if (model === undefined) {
    return nextPass(job, transaction, cursor)
  }
  const ids = await expiredIds(job, transaction, model, cursor)
  if (ids.length === 0) {
    return { ...cursor, after: null, model: cursor.model + 1 }
  }
  const results = await writeRecords(
    { changes: ids.map((id) => ({ id, op: 'delete' })), collection: model.slug, partial: true },
    transaction,
  )
  const left = results.flatMap((result) => (result.ok ? [] : [result]))
  await addJobRows(
    transaction,
    job.jobId,
    left.map(({ error, id }, index) => ({
      position: cursor.kept + index,
      result: { collection: model.slug, error: describeFault(error), id, ok: false },
    })),
  )
  const deleted = results.length - left.length

  return {
    ...cursor,
    after: ids.at(-1) ?? null,
    deleted: cursor.deleted + deleted,
    deletedInPass: cursor.deletedInPass + deleted,
    kept: cursor.kept + left.length,
  }
}

/** What was in use may have been in use by what is gone now: another round, until one deletes nothing. */
async function nextPass(
  job: JobContext<unknown>,
  transaction: Transaction,
  cursor: PurgeCursor,
): Promise<PurgeCursor> {
  if (cursor.kept === 0 || cursor.deletedInPass === 0) {
    return { ...cursor, ended: true }
  }
  await transaction.query('delete from job_rows where tenant_id = $1::uuid and job_id = $2::uuid', [
    job.tenantId,
    job.jobId,
  ])

  return { ...cursor, after: null, deletedInPass: 0, kept: 0, model: 0 }
}

async function expiredIds(
  { tenantId }: JobContext<unknown>,
  transaction: Transaction,
  model: CollectionModel,
  { after, before }: PurgeCursor,
): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(
    `select id from ${model.table}
      where tenant_id = $1::uuid and deleted_at < $2::timestamptz and ($3::uuid is null or id > $3::uuid)
      order by id limit ${STEP}`,
    [tenantId, before, after],
  )

  return rows.map(({ id }) => id)
}
