import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { canDo } from '../permissions.ts'
import type { Principal } from '../types.ts'
import type { ApiKeyRow } from './apiKeyRows.ts'
import { API_KEY_COLUMNS, toApiKey } from './apiKeyRows.ts'
import type { ApiKey } from './types.ts'

/** The API keys of the current tenant, newest first: one's own, or all for who may manage settings. */
export async function listApiKeys(
  reader: Pick<Principal, 'permissions' | 'userId'>,
): Promise<ApiKey[]> {
  const [rows] = await database().read([
    {
      text: `select ${API_KEY_COLUMNS} from api_keys k
        join roles r on r.tenant_id = $1 and r.id = k.role_id
        where k.tenant_id = $1 and ($2::boolean or k.owner_id = $3)
        order by k.created_at desc, k.id desc limit 500`,
      values: [requireTenantScope().tenantId, canDo(reader, 'settings.manage'), reader.userId],
    },
  ])

  return ((rows ?? []) as ApiKeyRow[]).map(toApiKey)
}
