import { recordAudit, recordPlatformAudit } from '../../audit/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'

/**
 * Notes that a second factor went on or off, or was reset by staff of the platform, in the audit of every
 * tenant that the person works in; and for the staff itself in the platform's.
 */
export async function noteFactor(
  transaction: Transaction,
  accountId: string,
  state: 'off' | 'on' | 'reset',
): Promise<void> {
  const users = await transaction.query<Row & { id: string; tenant_id: string }>(
    `select u.tenant_id, u.id from users u
      where u.account_id = $1 and u.status = 'active' and u.deleted_at is null`,
    [accountId],
  )
  await recordAudit(
    transaction,
    ...users.map((user) => ({
      actor:
        state === 'reset'
          ? { id: null, type: 'system' as const }
          : { id: user.id, type: 'user' as const },
      ...(state === 'reset' ? { facts: { by: 'platform' } } : {}),
      kind: `second-factor.${state}` as const,
      subject: user.id,
      tenantId: user.tenant_id,
    })),
  )
  if (state !== 'reset') {
    const staff = await transaction.query(
      'select id from accounts where id = $1 and platform_staff',
      [accountId],
    )
    const kind = `second-factor.${state}` as const
    await recordPlatformAudit(transaction, ...staff.map(() => ({ accountId, kind })))
  }
}
