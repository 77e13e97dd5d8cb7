import { countRecords } from '../../collection/index.ts'

const MOST_COUNTED = 99

/** How many notifications the reader has not read, no further than to 99 and one. */
export function countUnread(): Promise<number> {
  return countRecords({
    collection: 'notifications',
    most: MOST_COUNTED,
    where: { readAt: { exists: false } },
  })
}
