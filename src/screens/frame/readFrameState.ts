import { z } from 'zod'

import { readRecords } from '../../collection/index.ts'
import type { ScreenReader } from '../types.ts'
import type { NamedRecord } from './namedRecords.ts'
import { namedRecords, recordRef } from './namedRecords.ts'

/** Key of the reader's preference that keeps what they have pinned, opened and closed. */
export const FRAME_STATE = 'tenon-frame'

const kept = z.object({
  toggled: z.array(z.string().max(100)).max(100).catch([]),
  favourites: z.array(recordRef).max(50).catch([]),
})

/** What the reader has pinned to the navigation, as far as they may still read it, and which of its groups they
 * have opened or closed. */
export async function readFrameState(
  reader: ScreenReader,
): Promise<{ favourites: NamedRecord[]; toggled: string[] }> {
  const { docs } = await readRecords({
    collection: 'payload-preferences',
    limit: 1,
    where: { key: { equals: FRAME_STATE } },
  })
  const { favourites, toggled } = kept
    .catch({ favourites: [], toggled: [] })
    .parse(docs[0]?.['value'])

  return { favourites: await namedRecords(favourites, reader), toggled }
}
