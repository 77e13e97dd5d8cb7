import { writeRecords } from 'tenon/collection'
import type { PendingChange, RuleContext } from 'tenon/plugin'

/** Takes the mark of the default from all pipelines but the one that got it last. */
export async function keepOneDefaultPipeline(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const chosen = changes.findLast(
    ({ after, before }) => after?.['isDefault'] === true && before?.['isDefault'] !== true,
  )
  if (chosen === undefined) {
    return
  }
  const others = await transaction.query<{ id: string }>(
    'select id from pipelines where tenant_id = $1 and is_default and id <> $2',
    [tenantId, chosen.id],
  )
  if (others.length > 0) {
    await writeRecords(
      {
        changes: others.map(({ id }) => ({ data: { isDefault: false }, id, op: 'update' })),
        collection: 'pipelines',
      },
      transaction,
    )
  }
}
