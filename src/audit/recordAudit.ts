import type { Transaction } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import type { Actor } from '../kernel/scope/index.ts'
import { currentScope, requireTenantScope } from '../kernel/scope/index.ts'
import { shorten } from './shorten.ts'
import type { AuditEntry } from './types.ts'

/**
 * Adds entries to a tenant's audit in the caller's transaction: they stand if, and only if, what they
 * tell of does. Inside a system scope each entry names its tenant.
 */
export async function recordAudit(
  transaction: Transaction,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  for (const entry of entries) {
    const actor = entry.actor ?? actorHere()
    await transaction.query(
      `insert into audit_entries (tenant_id, id, kind, actor_type, actor_id, subject,
          address_range, user_agent, facts, correlation_id)
        values ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6, $7, $8, $9::jsonb, $10)`,
      [
        entry.tenantId ?? requireTenantScope().tenantId,
        newId(),
        entry.kind,
        actor.type,
        actor.id,
        shorten(entry.subject),
        entry.addressRange ?? null,
        shorten(entry.userAgent),
        JSON.stringify(entry.facts ?? {}),
        currentScope()?.correlationId ?? null,
      ],
      'audit_record',
    )
  }
}

function actorHere(): Actor {
  const scope = currentScope()

  return scope?.kind === 'tenant' ? scope.actor : { id: null, type: 'system' }
}
