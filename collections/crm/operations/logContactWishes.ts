import type { Change } from 'tenon/collection'
import { writeRecords } from 'tenon/collection'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { CHANNELS, FLAG_BY_CHANNEL, readConsents } from './readConsents.ts'

/** Writes into the log of consents what was changed at the flags of contacts themselves. */
export async function logContactWishes(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const turned = changes.flatMap(({ after, before, id }) =>
    CHANNELS.filter((channel) => {
      const flag = FLAG_BY_CHANNEL[channel]

      return after !== null && (after[flag] === true) !== (before?.[flag] === true)
    }).map((channel) => ({
      channel,
      contact: id,
      decision: after?.[FLAG_BY_CHANNEL[channel]] === true ? 'withdrawn' : 'given',
    })),
  )
  if (turned.length === 0) {
    return
  }
  const standing = await readConsents(
    turned.map(({ contact }) => contact),
    context,
  )
  // A flag that follows the log is in it already.
  const missing = turned.filter(
    ({ channel, contact, decision }) => standing.get(`${contact} ${channel}`) !== decision,
  )
  if (missing.length > 0) {
    const created = missing.map((data): Change => ({
      data: { ...data, source: 'record' },
      op: 'create',
    }))
    await writeRecords({ changes: created, collection: 'consents' }, context.transaction)
  }
}
