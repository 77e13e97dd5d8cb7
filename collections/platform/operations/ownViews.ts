import type { PendingChange, RuleContext } from 'tenon/plugin'

/** A view of one's own belongs to whoever makes it. */
export function ownViews(
  changes: readonly PendingChange[],
  { userId }: RuleContext,
): Promise<void> {
  for (const { after, before } of changes) {
    if (after !== null && before === null && (after['owner'] ?? null) === null) {
      after['owner'] = userId
    }
  }

  return Promise.resolve()
}
