import { writeRecords } from 'tenon/collection'
import type { PendingChange, RuleContext } from 'tenon/plugin'

/** Brings the amount of deals whose lines changed to the sum of those lines. */
export async function sumDealLines(
  changes: readonly PendingChange[],
  { tenantId, transaction }: RuleContext,
): Promise<void> {
  const dealIds = new Set(
    changes.flatMap(({ after, before }) => [after?.['deal'], before?.['deal']]).filter(isText),
  )
  const rows = await transaction.query<{ id: string; total: number }>(
    `select d.id, sum(l.total)::bigint as total
       from deals d
       join deal_lines l on l.tenant_id = $1 and l.deal_id = d.id
      where d.tenant_id = $1 and d.id = any($2::uuid[])
        and d.amount_from_lines is not false and d.deleted_at is null
      group by d.id`,
    [tenantId, [...dealIds]],
  )
  if (rows.length > 0) {
    await writeRecords(
      {
        changes: rows.map(({ id, total }) => ({ data: { amount: total }, id, op: 'update' })),
        collection: 'deals',
      },
      transaction,
    )
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
