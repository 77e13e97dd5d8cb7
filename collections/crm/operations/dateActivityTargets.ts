import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

/** Gives new links the time of their activity. */
export async function dateActivityTargets(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const moved = changes.flatMap(({ after, before }): RecordDoc[] =>
    after !== null && after['activity'] !== before?.['activity'] ? [after] : [],
  )
  if (moved.length === 0) {
    return
  }
  const rows = await transaction.query<{ at: null | string; id: string }>(
    `select id, to_json(at)#>>'{}' as at from activities
      where tenant_id = $1 and id = any($2::uuid[])`,
    [tenantId, moved.map((after) => after['activity'])],
  )
  const times = new Map(rows.map(({ at, id }) => [id, at]))
  for (const after of moved) {
    after['at'] = times.get(String(after['activity'])) ?? null
  }
}
