import type { Row } from '../../kernel/db/index.ts'
import type { ApiKey } from './types.ts'

/** The columns of an API key `k` with its role `r`, as people see them. */
export const API_KEY_COLUMNS = `k.id, k.name, k.prefix, k.owner_id, k.role_id, r.key as role_key,
  k.created_at, k.expires_at, k.last_used_at, k.revoked_at`

/** One row of `API_KEY_COLUMNS`. */
export type ApiKeyRow = Row & {
  created_at: string
  expires_at: string | null
  id: string
  last_used_at: string | null
  name: string
  owner_id: string
  prefix: string
  revoked_at: string | null
  role_id: string
  role_key: string
}

/** The API key of a row, in the product's names. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    id: row.id,
    lastUsedAt: row.last_used_at,
    name: row.name,
    owner: row.owner_id,
    prefix: row.prefix,
    revokedAt: row.revoked_at,
    role: { id: row.role_id, key: row.role_key },
  }
}
