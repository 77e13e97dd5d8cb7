import { database } from '../../kernel/db/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import { supportLevelOf, supportSettingStatement } from './supportAllowed.ts'
import type { SupportLevel } from './types.ts'

/** How far a tenant lets support go; null: not at all. */
export async function readSupportLevel(tenantId: string): Promise<null | SupportLevel> {
  const [rows] = await runAsTenant({ tenantId }, () =>
    database().read([supportSettingStatement(tenantId)]),
  )

  return supportLevelOf(rows?.[0]?.['value'])
}
