import type { PendingChange, RuleContext } from 'tenon/plugin'

/** Copies the changed time of activities to the links of their targets. */
export async function copyActivityTimes(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const changed = changes.filter(
    ({ after, before }) => after !== null && before !== null && after['at'] !== before['at'],
  )
  if (changed.length > 0) {
    // A copy for the index, not a change of the links: it moves no version and leaves no change row.
    await transaction.query(
      `update activity_targets t set at = x.at
         from unnest($2::uuid[], $3::timestamptz[]) as x (activity_id, at)
        where t.tenant_id = $1 and t.activity_id = x.activity_id`,
      [tenantId, changed.map(({ id }) => id), changed.map(({ after }) => after?.['at'])],
    )
  }
}
