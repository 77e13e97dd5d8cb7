import type { PendingChange } from 'tenon/plugin'

import { platformErrors } from '../errors.ts'

/** Refuses a time zone that this server does not know: days could not be told apart in it. */
export function checkTimeZones(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, before, refuse } of changes) {
    const zone = after?.['timeZone'] ?? null
    if (typeof zone === 'string' && zone !== before?.['timeZone'] && !isTimeZone(zone)) {
      refuse(platformErrors.TIME_ZONE_UNKNOWN({ field: 'timeZone', zone }))
    }
  }

  return Promise.resolve()
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
