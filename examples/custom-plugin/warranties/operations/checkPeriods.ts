import type { PendingChange } from 'tenon/plugin'

import { warrantyErrors } from '../errors.ts'

/** Refuses warranties that do not end after they start. */
export function checkPeriods(changes: readonly PendingChange[]): Promise<void> {
  for (const { after, refuse } of changes) {
    const ends = after?.['endsOn']
    const starts = after?.['startsOn']
    if (typeof ends === 'string' && typeof starts === 'string' && ends <= starts) {
      const serial = String(after?.['serial'])
      refuse(warrantyErrors.END_BEFORE_START({ field: 'endsOn', serial }))
    }
  }

  return Promise.resolve()
}
