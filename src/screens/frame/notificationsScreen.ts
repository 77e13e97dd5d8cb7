import { z } from 'zod'

import type { RecordDoc } from '../../collection/index.ts'
import { readRecords } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { titlesOf } from '../records/relatedTitles.ts'
import type { Titles } from '../records/types.ts'
import { countUnread } from './countUnread.ts'

/** What the reader is told about the work of others. */
export type NotificationView = {
  /** Who did it, or null where the reader cannot see them. */
  actor: null | string
  collection: string
  /** How many records, where it is about many at once. */
  count: null | number
  createdAt: string
  id: string
  isRead: boolean
  kind: string
  labels: { plural: Label; singular: Label }
  record: null | string
  /** What the record is called, or null where the reader can no longer see it. */
  title: null | string
}

const PAGE = 20

/** The reader's notifications, the newest first, by pages. */
export const notificationsScreen = defineScreen({
  input: z.object({ after: z.string().max(500).optional() }),
  load: async ({ after }, reader) => {
    const page = await readRecords({
      ...(after === undefined ? {} : { after }),
      collection: 'notifications',
      cursors: true,
      limit: PAGE,
      sort: '-createdAt',
    })
    const shown = page.docs.filter((doc) => reader.isOpen(String(doc['collection'])))
    const titles = await titlesOf(wantedOf(shown), reader)

    return {
      docs: shown.flatMap((doc) => viewOf(doc, titles)),
      next: page.nextCursor,
      unread: await countUnread(),
    }
  },
  name: 'notifications',
})

function wantedOf(docs: readonly RecordDoc[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>()
  const want = (slug: string, id: unknown) => {
    if (typeof id === 'string') {
      wanted.set(slug, (wanted.get(slug) ?? new Set()).add(id))
    }
  }
  for (const doc of docs) {
    want('users', doc['actor'])
    want(String(doc['collection']), doc['record'])
  }

  return wanted
}

function viewOf(doc: RecordDoc, titles: Titles): NotificationView[] {
  const slug = String(doc['collection'])
  const config = currentCrm().collections.find((one) => one.slug === slug)
  const record = typeof doc['record'] === 'string' ? doc['record'] : null

  return config === undefined
    ? []
    : [
        {
          actor: titles['users']?.[String(doc['actor'])] ?? null,
          collection: slug,
          count: typeof doc['count'] === 'number' ? doc['count'] : null,
          createdAt: String(doc['createdAt']),
          id: doc.id,
          isRead: (doc['readAt'] ?? null) !== null,
          kind: String(doc['kind']),
          labels: config.labels as NotificationView['labels'],
          record,
          title: record === null ? null : (titles[slug]?.[record] ?? null),
        },
      ]
}
