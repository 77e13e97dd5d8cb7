import { z } from 'zod'

import type { HistoryEntry, RecordDoc } from '../../collection/index.ts'
import { modelOf, readRecords, readTogether, recordErrors } from '../../collection/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import { defineScreen } from '../defineScreen.ts'
import { tiesOf, titlesOf } from '../records/relatedTitles.ts'
import { ACTIVITIES, ATTACHMENTS } from './links.ts'
import type { Placed, SourcePage } from './mergeNewest.ts'
import { mergeNewest } from './mergeNewest.ts'
import type { TimelineSources } from './timelineSources.ts'
import { readPlaces, TIMELINE_KINDS, timelineSources, writePlaces } from './timelineSources.ts'

/** One thing that happened to a record, or is to happen. */
export type TimelineEntry =
  | { at: string; change: HistoryEntry; id: string; kind: 'change' }
  | { at: string; change: HistoryEntry; id: string; kind: 'stage' }
  | { at: string; doc: RecordDoc; id: string; kind: 'activity' }
  | { at: string; doc: RecordDoc; id: string; kind: 'file' }

type Item = Placed & ({ change: HistoryEntry } | { activityId: string } | { file: RecordDoc })

type Read = Awaited<ReturnType<typeof readTogether>>

const ROWS = 25

/** Everything that happened to a record, newest first, a page at a time. */
export const timelineScreen = defineScreen({
  input: z.object({
    /** What the page before this one gave as `next`. */
    after: z.string().max(4000).optional(),
    collection: z.string(),
    id: z.uuid(),
    kind: z.enum(TIMELINE_KINDS).default('all'),
    language: z.string().max(20).default('en'),
    limit: z.number().int().min(1).max(100).default(ROWS),
  }),
  load: async ({ after, language, ...asked }, reader) => {
    const view = describeCollection(asked.collection, reader)
    const places = readPlaces(after)
    const sources = timelineSources(view, reader, { ...asked, places })
    const { activities, changes, files } = sources
    const read = await readTogether(
      [
        { collection: view.slug, limit: 1, where: { id: { equals: asked.id } } },
        ...(activities === undefined ? [] : [activities]),
        ...(files === undefined ? [] : [files]),
      ],
      changes === undefined ? [] : [changes.statement],
    )
    if (read.pages[0]?.docs.length !== 1) {
      throw recordErrors.NOT_FOUND({})
    }
    const past = changes?.entriesOf(read.rows[0] ?? [])
    const merged = mergeNewest(pagesOf(sources, read, past), asked.limit)
    const docs = await readActivities(merged.items)
    const named = new Map([...(past?.named ?? [])].map(([slug, ids]) => [slug, new Set(ids)]))
    tiesOf(modelOf(ACTIVITIES), [...docs.values()], named)
    tiesOf(modelOf(ATTACHMENTS), filesIn(merged.items), named)

    return {
      entries: merged.items.flatMap((item) => entryOf(item, docs, sources.stageField)),
      kinds: sources.kinds,
      next: merged.hasMore ? writePlaces({ ...places, ...merged.places }) : null,
      stageField: sources.stageField ?? null,
      titles: await titlesOf(named, reader, language),
    }
  },
  name: 'record-timeline',
})

function pagesOf(
  { activities, files }: TimelineSources,
  { pages }: Read,
  past: { docs: HistoryEntry[]; hasMore: boolean; lastId: string | null } | undefined,
): Record<string, SourcePage<Item>> {
  const ties = activities === undefined ? undefined : pages[1]
  const uploads = files === undefined ? undefined : pages.at(-1)

  return {
    activities: {
      hasMore: ties?.hasMore ?? false,
      items: (ties?.docs ?? []).map((doc, at) => ({
        activityId: String(doc['activity']),
        at: String(doc['at']),
        id: doc.id,
        place: ties?.places[at] ?? '',
      })),
    },
    changes: {
      hasMore: past?.hasMore ?? false,
      items: (past?.docs ?? []).map((change) => ({
        at: change.at,
        change,
        id: change.id,
        place: change.id,
      })),
      last: past?.lastId ?? null,
    },
    files: {
      hasMore: uploads?.hasMore ?? false,
      items: (uploads?.docs ?? []).map((file, at) => ({
        at: String(file['createdAt']),
        file,
        id: file.id,
        place: uploads?.places[at] ?? '',
      })),
    },
  }
}

async function readActivities(items: readonly Item[]): Promise<Map<string, RecordDoc>> {
  const ids = items.flatMap((item) => ('activityId' in item ? [item.activityId] : []))
  if (ids.length === 0) {
    return new Map()
  }
  const { docs } = await readRecords({
    collection: ACTIVITIES,
    limit: 0,
    where: { id: { in: ids } },
  })

  return new Map(docs.map((doc) => [doc.id, doc]))
}

function filesIn(items: readonly Item[]): RecordDoc[] {
  return items.flatMap((item) => ('file' in item ? [item.file] : []))
}

function entryOf(
  item: Item,
  activities: ReadonlyMap<string, RecordDoc>,
  stageField: string | undefined,
): TimelineEntry[] {
  const { at, id } = item
  if ('file' in item) {
    return [{ at, doc: item.file, id, kind: 'file' }]
  }
  if ('change' in item) {
    const { change } = item
    const isMove =
      change.op === 'update' && change.changes.some(({ field }) => field === stageField)

    return [{ at, change, id, kind: isMove ? 'stage' : 'change' }]
  }
  const doc = activities.get(item.activityId)

  return doc === undefined ? [] : [{ at, doc, id: doc.id, kind: 'activity' }]
}
