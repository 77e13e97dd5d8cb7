import { randomBytes } from 'node:crypto'

import { allModels } from '../../collection/index.ts'
import { readNewChanges } from '../../events/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import type { ChangeBatch } from './types.ts'

/** The changes of one tenant as this process reads them. */
export type Feed = {
  /** What came after an earlier event; undefined where that is not known any more. */
  after: (lastEventId: string) => readonly ChangeBatch[] | undefined
  idOf: (sequence: number) => string
  /** What came in the last seconds, for a page that was made before its stream was opened. */
  lately: () => readonly ChangeBatch[]
  /** Reads what is new; undefined where nothing is. */
  read: () => Promise<ChangeBatch | undefined>
  sequence: () => number
}

const LATELY_MS = 15_000
const MOST_CHANGES = 500
const KEPT_BATCHES = 200

/** Opens the feed of a tenant; nothing is read before `read` is called. */
export function createFeed(tenantId: string): Feed {
  const mark = randomBytes(9).toString('base64url')
  const kept: ChangeBatch[] = []
  let place: string | undefined
  let sequence = 0

  return {
    after: (lastEventId) => {
      const [own, number = ''] = lastEventId.split('.')
      const last = Number(number)
      const oldest = kept[0]?.sequence ?? sequence + 1

      return own === mark && /^\d{1,15}$/.test(number) && last <= sequence && last >= oldest - 1
        ? kept.filter((batch) => batch.sequence > last)
        : undefined
    },
    idOf: (number) => `${mark}.${String(number)}`,
    lately: () => kept.filter(({ at }) => at > Date.now() - LATELY_MS),
    read: async () => {
      const read = await runAsTenant({ correlationId: 'stream', tenantId }, () =>
        readNewChanges({
          limit: MOST_CHANGES,
          owners: ownerFields(),
          place,
          seconds: LATELY_MS / 1000,
        }),
      )
      place = read.place
      if (read.changes.length === 0) {
        return undefined
      }
      sequence += 1
      const batch = { at: Date.now(), changes: read.changes, isCut: read.isCut, sequence }
      kept.push(batch)
      kept.splice(0, Math.max(0, kept.length - KEPT_BATCHES))

      return batch
    },
    sequence: () => sequence,
  }
}

function ownerFields(): Record<string, string> {
  return Object.fromEntries(
    allModels().flatMap(({ ownerField, slug }) =>
      ownerField === undefined ? [] : [[slug, ownerField]],
    ),
  )
}
