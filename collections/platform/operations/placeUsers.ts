import type { PendingChange } from 'tenon/plugin'

/** Gives new users the status and kind that nobody named. */
export function placeUsers(changes: readonly PendingChange[]): Promise<void> {
  for (const { after } of changes) {
    if (after !== null) {
      after['status'] ??= 'placeholder'
      after['kind'] ??= 'staff'
    }
  }

  return Promise.resolve()
}
