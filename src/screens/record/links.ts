import { levelHere, modelOf } from '../../collection/index.ts'
import type { CollectionView } from '../collections/types.ts'
import type { ScreenReader } from '../types.ts'
import type { RecordLinks } from './types.ts'

/** The ties of activities to records. */
export const ACTIVITY_TARGETS = 'activity-targets'

/** What was done, or is to be done. */
export const ACTIVITIES = 'activities'

/** The files of records. */
export const ATTACHMENTS = 'attachments'

/** The ties of tags to records. */
export const RECORD_TAGS = 'record-tags'

/** The words that records are marked with. */
export const TAGS = 'tags'

/** Path of the tie in every collection of ties. */
const TARGET = 'target'

/** The condition that a tie leads to a record. */
export function targets(collection: string, id: string) {
  return { [TARGET]: { equals: { relationTo: collection, value: id } } }
}

/** What may hang on records of a collection, as far as the reader may see it. */
export function linksOf(view: CollectionView, { isOpen }: ScreenReader): RecordLinks {
  const may = (slug: string, act: 'create' | 'read') => levelHere(modelOf(slug), act) !== 'none'
  const through = (tie: string, further: readonly string[] = []) =>
    view.linkedBy.includes(tie) &&
    [tie, ...further].every((slug) => isOpen(slug) && may(slug, 'read'))
      ? {
          mayCreate:
            may(tie, 'create') && further.every((slug) => slug === TAGS || may(slug, 'create')),
        }
      : null

  return {
    activities: through(ACTIVITY_TARGETS, [ACTIVITIES]),
    files: through(ATTACHMENTS),
    tags: through(RECORD_TAGS, [TAGS]),
  }
}
