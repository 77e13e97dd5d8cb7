import type { PendingChange, RuleContext } from 'tenon/plugin'

import { crmErrors } from '../errors.ts'

/** How far the clock of a client may run ahead, in milliseconds. */
const TOLERANCE = 60_000

/** Dates consents: now where nothing is said, and never in the future where a person says it. */
export function dateConsents(
  changes: readonly PendingChange[],
  { now, userId }: Pick<RuleContext, 'now' | 'userId'>,
): Promise<void> {
  for (const { after, refuse } of changes) {
    if (after === null) {
      continue
    }
    const told = typeof after['at'] === 'string' ? new Date(after['at']).getTime() : now.getTime()
    const isAhead = userId !== null && told > now.getTime()
    if (isAhead && told > now.getTime() + TOLERANCE) {
      refuse(crmErrors.CONSENT_IN_FUTURE({ field: 'at' }))
    }
    after['at'] = new Date(isAhead ? now.getTime() : told).toISOString()
  }

  return Promise.resolve()
}
