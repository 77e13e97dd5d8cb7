import { z } from 'zod'

import { titlesOf } from '../records/relatedTitles.ts'
import type { ScreenReader } from '../types.ts'

/** A record with what it is called. */
export type NamedRecord = { collection: string; id: string; title: string }

/** A record by its collection and id. */
export const recordRef = z.object({ collection: z.string().max(40), id: z.uuid() })

/** These records with what they are called, in their order, without those the reader may not read. */
export async function namedRecords(
  refs: readonly z.infer<typeof recordRef>[],
  reader: ScreenReader,
): Promise<NamedRecord[]> {
  const wanted = new Map<string, Set<string>>()
  for (const { collection, id } of refs) {
    wanted.set(collection, (wanted.get(collection) ?? new Set()).add(id))
  }
  const titles = wanted.size === 0 ? {} : await titlesOf(wanted, reader)

  return refs.flatMap(({ collection, id }) => {
    const title = titles[collection]?.[id]

    return title === undefined ? [] : [{ collection, id, title }]
  })
}
