import { recordAudit } from '../../audit/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'

/** Notes in the tenants' audits which support sessions have come to their end by time. */
export async function closeExpired(transaction: Transaction): Promise<void> {
  const ended = await transaction.query<Row & { id: string; tenant_id: string }>(
    `update support_sessions set ended_at = expires_at
      where ended_at is null and expires_at < now() returning tenant_id, id`,
  )
  await recordAudit(
    transaction,
    ...ended.map((session) => ({
      facts: { by: 'time' },
      kind: 'support.ended' as const,
      subject: session.id,
      tenantId: session.tenant_id,
    })),
  )
}
