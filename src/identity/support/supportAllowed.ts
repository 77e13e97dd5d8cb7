import type { Statement } from '../../kernel/db/index.ts'
import type { SupportLevel } from './types.ts'

/** Reads what a tenant has set about support. */
export function supportSettingStatement(tenantId: string): Statement {
  return {
    name: 'identity_support_setting',
    text: "select value from settings where tenant_id = $1::uuid and key = 'support'",
    values: [tenantId],
  }
}

/** How far a tenant lets support go by its setting: looking where it has set nothing, null for not at all. */
export function supportLevelOf(value: unknown): null | SupportLevel {
  if (value === undefined || value === 'read') {
    return 'read'
  }

  return value === 'write' ? 'write' : null
}
