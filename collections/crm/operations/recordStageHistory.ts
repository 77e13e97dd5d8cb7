import { newId } from 'tenon/kernel'
import type { PendingChange, RecordDoc, RuleContext } from 'tenon/plugin'

type LiveChange = PendingChange & { after: RecordDoc }

/** Ends the stay of moved deals in their former stage and begins the one in the new. */
export async function recordStageHistory(
  changes: readonly PendingChange[],
  { now, tenantId, transaction, userId }: RuleContext,
): Promise<void> {
  const moved = changes.filter(
    (change): change is LiveChange =>
      change.after !== null && change.after['stage'] !== (change.before?.['stage'] ?? null),
  )
  if (moved.length === 0) {
    return
  }
  const left = moved.filter(({ before }) => before !== null)
  if (left.length > 0) {
    await transaction.query(
      `update deal_stage_history h
          set left_at = x.at, updated_at = $4,
              seconds = greatest(0, extract(epoch from x.at - h.entered_at))::bigint
         from unnest($2::uuid[], $3::timestamptz[]) as x (deal_id, at)
        where h.tenant_id = $1 and h.deal_id = x.deal_id and h.left_at is null`,
      [
        tenantId,
        left.map(({ id }) => id),
        left.map(({ after }) => after['stageEnteredAt']),
        now.toISOString(),
      ],
    )
  }
  await transaction.query(
    `insert into deal_stage_history
       (tenant_id, id, deal_id, stage_id, entered_at, moved_by_id, created_at, updated_at)
     select $1::uuid, x.id, x.deal_id, x.stage_id, x.entered_at, $6::uuid, $7, $7
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[])
         as x (id, deal_id, stage_id, entered_at)`,
    [
      tenantId,
      moved.map(() => newId()),
      moved.map(({ id }) => id),
      moved.map(({ after }) => after['stage']),
      moved.map(({ after }) => after['stageEnteredAt']),
      userId,
      now.toISOString(),
    ],
  )
}
