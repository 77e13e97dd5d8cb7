import { z } from 'zod'

import type { JobContext, JobResult, StepOutcome } from '../../jobs/index.ts'
import { addJobRows, defineJob } from '../../jobs/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { BatchChange } from './changesOfBatch.ts'
import { changesOfBatch, countChangesOfBatch } from './changesOfBatch.ts'
import { closeBatch } from './closeBatch.ts'
import { batchErrors } from './errors.ts'
import { readBatch } from './listBatches.ts'
import { runAsPerson } from './runAsPerson.ts'
import type { UndoneRow } from './undoChanges.ts'
import { undoChanges } from './undoChanges.ts'

const STEP = 200

/** What an undo is given. */
export type UndoInput = { batchId: string }

type UndoCursor = {
  /** The change row that was handled last. */
  after: string | null
  ended: boolean
  kept: number
  total: number
  undone: number
}

const START: UndoCursor = { after: null, ended: false, kept: 0, total: 0, undone: 0 }

const KEPT = `
select distinct result->>'id' as id from job_rows
where tenant_id = $1::uuid and job_id = $2::uuid and result->>'id' = any($3::text[])`

// A batch whose undo has been undone stands again.
const FREE = `
update batches b set undone_by = null
from batches undone
where undone.tenant_id = $1::uuid and undone.id = $2::uuid
  and b.tenant_id = undone.tenant_id and b.id = undone.undoes and b.undone_by = undone.id`

/** The job that takes a batch back, 200 change rows a step, with the rights its person has at each step. */
export const undoJob = defineJob<UndoInput>({
  input: z.object({ batchId: z.uuid() }),
  kind: 'collection:undo',
  run: async (job) => {
    let cursor = (job.cursor ?? START) as UndoCursor
    while (!cursor.ended) {
      await job.step(async (transaction) => {
        cursor = await undoStep(job, transaction, cursor)

        return outcomeOf(cursor)
      })
    }

    return resultOf(cursor)
  },
})

function outcomeOf(cursor: UndoCursor): StepOutcome {
  return { cursor, done: cursor.kept + cursor.undone, total: cursor.total }
}

function resultOf({ kept, undone }: UndoCursor): JobResult {
  return { kept, undone }
}

async function undoStep(
  job: JobContext<UndoInput>,
  transaction: Transaction,
  cursor: UndoCursor,
): Promise<UndoCursor> {
  const { batchId } = job.input
  const total =
    cursor.after === null ? await countChangesOfBatch(transaction, batchId) : cursor.total
  const changes = await changesOfBatch(transaction, batchId, { after: cursor.after, limit: STEP })
  const rows = await runAsPerson(transaction, job.userId, async (access) => {
    const batch = await readBatch(transaction, batchId)
    if (
      access !== undefined &&
      batch.actorId !== requireTenantScope().actor.id &&
      !access.can('records.undo')
    ) {
      throw batchErrors.UNDO_FORBIDDEN({})
    }

    return undoAll(job.jobId, transaction, changes)
  })
  const kept = rows.filter((row) => !row.ok)
  await addJobRows(
    transaction,
    job.jobId,
    kept.map((result, index) => ({ position: cursor.kept + index, result })),
  )
  const next: UndoCursor = {
    after: changes.at(-1)?.id ?? cursor.after,
    ended: changes.length < STEP,
    kept: cursor.kept + kept.length,
    total,
    undone: cursor.undone + rows.length - kept.length,
  }
  if (next.ended) {
    await closeBatch(transaction, {
      counts: { kept: next.kept, undone: next.undone },
      id: job.jobId,
    })
    await transaction.query(FREE, [job.tenantId, batchId])
  }

  return next
}

async function undoAll(
  jobId: string,
  transaction: Transaction,
  changes: readonly BatchChange[],
): Promise<UndoneRow[]> {
  const ids = changes.map(({ recordId }) => recordId)
  const known = await transaction.query<{ id: string }>(KEPT, [
    requireTenantScope().tenantId,
    jobId,
    ids,
  ])
  const left = new Set(known.map(({ id }) => id))
  const rows: UndoneRow[] = []
  for (const wave of wavesOf(changes)) {
    const done = await undoChanges(transaction, wave, left)
    done.filter((row) => !row.ok).forEach((row) => left.add(row.id))
    rows.push(...done)
  }

  return rows
}

/** Runs of change rows of one collection in which no record comes twice. */
function wavesOf(changes: readonly BatchChange[]): BatchChange[][] {
  const waves: BatchChange[][] = []
  let seen = new Set<string>()
  for (const change of changes) {
    const wave = waves.at(-1)
    if (wave?.[0]?.collection === change.collection && !seen.has(change.recordId)) {
      wave.push(change)
    } else {
      waves.push([change])
      seen = new Set()
    }
    seen.add(change.recordId)
  }

  return waves
}
