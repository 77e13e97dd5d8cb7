import { recordAudit } from '../../audit/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'

/** Notes in the audit of every tenant that a person works in that a second factor went on or off. */
export async function noteFactor(
  transaction: Transaction,
  accountId: string,
  state: 'off' | 'on',
): Promise<void> {
  const users = await transaction.query<Row & { id: string; tenant_id: string }>(
    `select u.tenant_id, u.id from users u
      where u.account_id = $1 and u.status = 'active' and u.deleted_at is null`,
    [accountId],
  )
  await recordAudit(
    transaction,
    ...users.map((user) => ({
      actor: { id: user.id, type: 'user' as const },
      kind: `second-factor.${state}` as const,
      subject: user.id,
      tenantId: user.tenant_id,
    })),
  )
}
