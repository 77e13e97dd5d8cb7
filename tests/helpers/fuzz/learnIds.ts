import type { AppAnswer } from '../testApp.ts'
import { slugOf } from './makeRequest.ts'
import type { MadeRequest, Target, World } from './types.ts'

const MOST = 500

type Answered = {
  batchId?: string
  doc?: { id?: string }
  docs?: { id?: string }[]
  id?: string
  job?: { id?: string }
}

/** Keeps the ids of what an answer has made or shown, so that later requests find something to act on. */
export function learnIds(
  world: World,
  target: Target,
  request: MadeRequest,
  { json }: AppAnswer,
): void {
  if (json === null || typeof json !== 'object') {
    return
  }
  const { batchId, doc, docs, id, job } = json as Answered
  const slug = slugOf(target)
  if (target.operation.operationId.endsWith('.history')) {
    const record = request.path.split('/')[3] ?? ''
    const places = (docs ?? []).flatMap((one) =>
      one.id === undefined ? [] : [{ event: one.id, id: record }],
    )
    world.events.set(slug, [...(world.events.get(slug) ?? []), ...places].slice(-MOST))

    return
  }
  keep(world, 'jobs', [job?.id])
  keep(world, 'batches', [batchId, job?.id])
  if (target.method !== 'GET' || !world.own.has(slug)) {
    keep(world, slug, [id, doc?.id, ...(docs ?? []).map((one) => one.id)])
  }
}

function keep({ own }: World, slug: string, ids: readonly (string | undefined)[]): void {
  const known = own.get(slug) ?? []
  const added = ids.filter((id) => id !== undefined && !known.includes(id)) as string[]
  if (added.length > 0) {
    own.set(slug, [...known, ...added].slice(-MOST))
  }
}
