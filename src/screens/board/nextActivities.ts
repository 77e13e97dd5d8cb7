import { levelHere, modelOf, readRecords, visibleField } from '../../collection/index.ts'
import type { CollectionView } from '../collections/types.ts'
import { titleText } from '../records/titleText.ts'
import type { ScreenReader } from '../types.ts'
import type { NextActivity } from './types.ts'

const ACTIVITIES = 'activities'
const TARGETS = 'activity-targets'
const MOST = 2000

/**
 * The earliest open activity of each of these records that the reader may see, by record. A note is
 * written down, not done, so it is never the next thing.
 */
export async function nextActivities(
  view: CollectionView,
  ids: readonly string[],
  reader: ScreenReader,
): Promise<ReadonlyMap<string, NextActivity>> {
  if (ids.length === 0 || !canTell(view, reader)) {
    return new Map()
  }
  const { docs: ties } = await readRecords({
    collection: TARGETS,
    limit: MOST,
    sort: 'at',
    where: {
      and: [
        { 'target.value': { in: ids } },
        { 'target.relationTo': { equals: view.slug } },
        { at: { exists: true } },
        { 'activity.done': { not_equals: true } },
      ],
    },
  })
  const { docs } = await readRecords({
    collection: ACTIVITIES,
    limit: 0,
    where: {
      and: [
        { id: { in: ties.map((tie) => tie['activity']) } },
        { type: { not_equals: 'note' } },
        { deletedAt: { exists: false } },
      ],
    },
  })
  const byId = new Map(docs.map((doc) => [doc.id, doc]))
  const next = new Map<string, NextActivity>()
  for (const tie of ties) {
    const activity = byId.get(String(tie['activity']))
    const target = (tie['target'] as null | { value: string })?.value
    if (activity !== undefined && target !== undefined && !next.has(target)) {
      next.set(target, {
        at: String(tie['at']),
        id: activity.id,
        subject: titleText(activity['subject']),
        type: String(activity['type']),
      })
    }
  }

  return next
}

function canTell(view: CollectionView, { isOpen }: ScreenReader): boolean {
  if (!view.linkedBy.includes(TARGETS) || !isOpen(ACTIVITIES) || !isOpen(TARGETS)) {
    return false
  }
  const [activities, targets] = [modelOf(ACTIVITIES), modelOf(TARGETS)]
  const sees = (model: typeof activities, paths: readonly string[]) =>
    levelHere(model, 'read') !== 'none' &&
    paths.every((path) => visibleField(model, path) !== undefined)

  return (
    sees(activities, ['done', 'subject', 'type']) && sees(targets, ['activity', 'at', 'target'])
  )
}
