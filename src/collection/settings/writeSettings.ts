import { recordAudit } from '../../audit/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { recordErrors } from '../errors.ts'
import { allSettings } from './settings.ts'

const UPSERT = `
insert into settings (tenant_id, key, value, updated_by)
values ($1::uuid, $2, $3::jsonb, $4::uuid)
on conflict (tenant_id, key) do update
set value = excluded.value, updated_by = excluded.updated_by, updated_at = now()`

/**
 * Sets some of the settings of the tenant of the running scope. Throws `RECORD_FIELD_UNKNOWN` and
 * `RECORD_FIELD_INVALID`.
 */
export async function writeSettings(
  transaction: Transaction,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { tenantId, userId } = requireTenantScope()
  for (const [key, value] of Object.entries(values)) {
    const setting = allSettings.get(key)
    if (setting === undefined) {
      throw recordErrors.FIELD_UNKNOWN({ field: key })
    }
    const parsed = setting.schema.safeParse(value)
    if (!parsed.success) {
      const reason = parsed.error.issues.map(({ message }) => message).join('; ')
      throw recordErrors.FIELD_INVALID({ field: key, reason: `cannot be this: ${reason}` })
    }
    await transaction.query(UPSERT, [tenantId, key, JSON.stringify(parsed.data), userId])
    await recordAudit(transaction, {
      facts: { value: parsed.data },
      kind: 'settings.changed',
      subject: key,
    })
  }
}
