import { callApi } from '../../ui/callApi.ts'

/** Why one record was not changed. */
export type RowRefusal = { id: string; message: string }

/** What became of a change of many records. */
export type BulkOutcome = {
  /** What undoes it, or null where nothing was changed. */
  batchId: null | string
  ok: number
  refused: readonly RowRefusal[]
  /** How many were refused, where not every one is listed. */
  refusedCount: number
}

/** The records a change is for: some of them, or all that meet a condition. */
export type BulkTarget = { ids: readonly string[] } | { where: Readonly<Record<string, unknown>> }

/** One change of many records. */
export type BulkChange = {
  data?: Readonly<Record<string, unknown>>
  op: 'delete' | 'restore' | 'trash' | 'update'
}

type Result = { error?: { message: string }; id?: string; ok: boolean }

type Job = {
  error: { message: string } | null
  progress: { done: number; total: null | number }
  result: null | { failed?: number; ok?: number }
  state: 'cancelled' | 'done' | 'failed' | 'queued' | 'running'
}

const POLL_MS = 500
const LISTED = 200

/** Tells how far a change has come; `total` is null while it is not known. */
export type Tell = (progress: { done: number; total: null | number }) => void

/** Changes many records at once and answers what became of each; very many are a job that is waited for. */
export async function runBulk(
  slug: string,
  change: BulkChange,
  target: BulkTarget,
  tell: Tell,
): Promise<BulkOutcome> {
  return settled(await callApi('POST', `/api/${slug}/bulk`, { ...change, ...target }), tell)
}

/** Puts a tag on records. */
export async function tagRecords(
  collection: string,
  tag: string,
  ids: readonly string[],
  tell: Tell,
): Promise<BulkOutcome> {
  const operations = ids.map((value) => ({
    data: { tag, target: { relationTo: collection, value } },
    op: 'create',
  }))
  const outcome = await settled(
    await callApi('POST', '/api/record-tags/bulk', { operations }),
    tell,
  )

  return {
    ...outcome,
    refused: outcome.refused.map((one) => ({ ...one, id: ids[Number(one.id)] ?? one.id })),
  }
}

/** Undoes what a batch has changed, and waits for it. */
export async function undoBatch(batchId: string, tell: Tell): Promise<BulkOutcome> {
  return settled(await callApi('POST', `/api/batches/${batchId}/undo`, {}), tell)
}

async function settled(
  answer: { batchId?: string; job?: { id: string }; results?: readonly Result[] },
  tell: Tell,
): Promise<BulkOutcome> {
  if (answer.job !== undefined) {
    return waited(answer.job.id, tell)
  }
  const results = answer.results ?? []
  const refused = refusalsOf(results)
  const ok = results.length - refused.length

  return {
    batchId: ok > 0 ? (answer.batchId ?? null) : null,
    ok,
    refused,
    refusedCount: refused.length,
  }
}

async function waited(id: string, tell: Tell): Promise<BulkOutcome> {
  for (;;) {
    const job = await callApi<Job>('GET', `/api/jobs/${id}`)
    tell(job.progress)
    if (job.state !== 'queued' && job.state !== 'running') {
      return outcomeOf(id, job)
    }
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS)
    })
  }
}

async function outcomeOf(id: string, job: Job): Promise<BulkOutcome> {
  const failed = job.result?.failed ?? 0
  const { docs } =
    failed === 0
      ? { docs: [] }
      : await callApi<{ docs: Result[] }>('GET', `/api/jobs/${id}/results?limit=1000`)
  const refused = refusalsOf(docs).slice(0, LISTED)

  return {
    batchId: id,
    ok: job.result?.ok ?? 0,
    refused: job.error === null ? refused : [{ id, message: job.error.message }],
    refusedCount: failed,
  }
}

function refusalsOf(results: readonly Result[]): RowRefusal[] {
  return results.flatMap(({ error, id, ok }, index) =>
    ok ? [] : [{ id: id ?? String(index), message: error?.message ?? '' }],
  )
}
