import { daysFromAnchor } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const SHOWN = 6

/** What the administrator is told: deals of theirs as given by others, the older ones read. */
export function makeNotifications(
  { adminId, ownerIds, random }: DemoContext,
  deals: readonly DemoRecord[],
): DemoRecord[] {
  const others = ownerIds.filter((id) => id !== adminId)
  const own = deals.filter(({ data }) => data['owner'] === adminId)

  return (own.length > 0 ? own : deals).slice(0, SHOWN).map(({ id }, at) => ({
    data: {
      actor: random.pick(others),
      collection: 'deals',
      kind: 'assigned',
      readAt: at < 2 ? null : daysFromAnchor(-at).toISOString(),
      record: id,
      user: adminId,
    },
    id: random.id(daysFromAnchor(-at - 1)),
  }))
}
