import { writeRecords } from 'tenon/collection'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { CHANNELS, FLAG_BY_CHANNEL, readConsents } from './readConsents.ts'

/** Brings the flags of contacts to the last decision of their consents. */
export async function mirrorConsents(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const ids = [...new Set(changes.map(({ after }) => after?.['contact']).filter(isText))]
  if (ids.length === 0) {
    return
  }
  const decisions = await readConsents(ids, context)
  const updates = ids.map((id) => {
    const flags = CHANNELS.flatMap((channel): [string, boolean][] => {
      const decision = decisions.get(`${id} ${channel}`)

      return decision === undefined ? [] : [[FLAG_BY_CHANNEL[channel], decision === 'withdrawn']]
    })

    return { data: Object.fromEntries(flags), id, op: 'update' as const }
  })
  await writeRecords({ changes: updates, collection: 'contacts' }, context.transaction)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
