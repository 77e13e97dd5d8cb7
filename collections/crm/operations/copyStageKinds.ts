import type { PendingChange, RuleContext } from 'tenon/plugin'

/** Copies the changed kind of stages to the deals in them. */
export async function copyStageKinds(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const changed = changes.filter(
    ({ after, before }) => after !== null && before !== null && after['kind'] !== before['kind'],
  )
  if (changed.length > 0) {
    // A copy for the index, not a change of the deals: it moves no version and leaves no change row.
    await transaction.query(
      `update deals d set stage_kind = x.kind
         from unnest($2::uuid[], $3::text[]) as x (stage_id, kind)
        where d.tenant_id = $1 and d.stage_id = x.stage_id`,
      [tenantId, changed.map(({ id }) => id), changed.map(({ after }) => after?.['kind'])],
    )
  }
}
