import { z } from 'zod'

import type { JobContext, JobResult, StepOutcome } from '../../jobs/index.ts'
import { addJobRows, defineJob, jobRowsAfter, settleJobRows } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { closeBatch } from '../batches/closeBatch.ts'
import { runAsPerson } from '../batches/runAsPerson.ts'
import { recordErrors } from '../errors.ts'
import type { WhereTree } from '../types.ts'
import { applyOperations } from './applyOperations.ts'
import { selectedIds } from './selectedIds.ts'
import type { BulkResult, BulkSelection } from './types.ts'

const STEP = 250
const COLLECT = 1000

/** What a bulk job is given beside its rows: without rows, the selection that gives them. */
export type BulkInput = { collection: string; selection?: BulkSelection | undefined }

type BulkCursor = {
  /** The record that was collected last, while the selection is being collected. */
  after: string | null
  /** The position of the row that was handled last. */
  at: number
  failed: number
  ok: number
  phase: 'collect' | 'ended' | 'write'
  total: number
}

const inputSchema: z.ZodType<BulkInput> = z.object({
  collection: z.string(),
  selection: z
    .object({
      data: z.record(z.string(), z.unknown()).optional(),
      op: z.enum(['delete', 'restore', 'trash', 'update']),
      where: z.custom<WhereTree>((value) => typeof value === 'object' && value !== null),
    })
    .optional() as z.ZodType<BulkSelection | undefined>,
})

/** The job of a bulk change, 250 rows a step, each once, with the rights its person has at each step. */
export const bulkJob = defineJob<BulkInput>({
  input: inputSchema,
  kind: 'collection:bulk',
  run: async (job) => {
    let cursor = (job.cursor ?? startOf(job.input)) as BulkCursor
    while (cursor.phase !== 'ended') {
      await job.step(async (transaction) => {
        cursor = await bulkStep(job, transaction, cursor)

        return outcomeOf(cursor)
      })
    }

    return resultOf(cursor)
  },
})

function startOf({ selection }: BulkInput): BulkCursor {
  const phase = selection === undefined ? 'write' : 'collect'

  return { after: null, at: -1, failed: 0, ok: 0, phase, total: 0 }
}

function outcomeOf(cursor: BulkCursor): StepOutcome {
  return { cursor, done: cursor.at + 1, total: cursor.total }
}

function resultOf({ failed, ok }: BulkCursor): JobResult {
  return { failed, ok }
}

async function bulkStep(
  job: JobContext<BulkInput>,
  transaction: Transaction,
  cursor: BulkCursor,
): Promise<BulkCursor> {
  return runAsPerson(transaction, job.userId, (access) => {
    if (access?.can('records.bulk') === false) {
      throw recordErrors.FORBIDDEN({ action: 'change many records at once' })
    }

    return cursor.phase === 'collect'
      ? collect(job, transaction, cursor)
      : write(job, transaction, cursor)
  })
}

/** Notes the next records of the selection as rows of the job; nothing is written yet. */
async function collect(
  { input, jobId }: JobContext<BulkInput>,
  transaction: Transaction,
  cursor: BulkCursor,
): Promise<BulkCursor> {
  const { collection, selection } = input
  if (selection === undefined) {
    return { ...cursor, phase: 'write' }
  }
  const ids = await selectedIds(transaction, collection, selection, {
    after: cursor.after,
    limit: COLLECT,
  })
  const { data, op } = selection
  const rows = ids.map((id, index) => ({
    input: { id, op, ...(op === 'update' ? { data: data ?? {} } : {}) },
    position: cursor.total + index,
  }))
  await addJobRows(transaction, jobId, rows)

  return {
    ...cursor,
    after: ids.at(-1) ?? cursor.after,
    phase: ids.length < COLLECT ? 'write' : 'collect',
    total: cursor.total + ids.length,
  }
}

async function write(
  { input, jobId }: JobContext<BulkInput>,
  transaction: Transaction,
  cursor: BulkCursor,
): Promise<BulkCursor> {
  const rows = await jobRowsAfter(transaction, jobId, { after: cursor.at, limit: STEP })
  const results = await applyOperations(
    transaction,
    input.collection,
    rows.map((row) => ({ index: row.position, operation: row.input })),
  )
  await settleJobRows(
    transaction,
    jobId,
    results.map((result) => ({ position: result.index, result: withoutDoc(result) })),
  )
  const failed = cursor.failed + results.filter((result) => !result.ok).length
  const ok = cursor.ok + results.filter((result) => result.ok).length
  const at = rows.at(-1)?.position ?? cursor.at
  if (rows.length === STEP) {
    return { ...cursor, at, failed, ok, total: Math.max(cursor.total, at + 1) }
  }
  await closeBatch(transaction, { counts: { failed, ok }, id: jobId })

  return { ...cursor, at, failed, ok, phase: 'ended', total: at + 1 }
}

/** The records themselves can be read where they are; a hundred thousand copies help nobody. */
function withoutDoc(result: BulkResult): BulkResult {
  return result.ok ? { id: result.id, index: result.index, ok: true } : result
}
