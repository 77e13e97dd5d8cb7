import type { Transaction } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { currentScope } from '../kernel/scope/index.ts'
import { shorten } from './shorten.ts'
import type { PlatformAuditEntry } from './types.ts'

/**
 * Adds entries to the audit of the platform itself, in the caller's system transaction: they stand if,
 * and only if, what they tell of does.
 */
export async function recordPlatformAudit(
  transaction: Transaction,
  ...entries: readonly PlatformAuditEntry[]
): Promise<void> {
  for (const entry of entries) {
    await transaction.query(
      `insert into platform_audit_entries (id, kind, account_id, subject, address_range, user_agent,
          facts, correlation_id)
        select $1::uuid, $2, $3::uuid, coalesce($4, (select email from accounts where id = $3::uuid)),
          $5, $6, $7::jsonb, $8`,
      [
        newId(),
        entry.kind,
        entry.accountId,
        shorten(entry.subject),
        entry.addressRange ?? null,
        shorten(entry.userAgent),
        JSON.stringify(entry.facts ?? {}),
        currentScope()?.correlationId ?? null,
      ],
      'audit_record_platform',
    )
  }
}
