import { recordAudit } from '../../audit/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { identityErrors } from '../errors.ts'
import { firstRow } from '../firstRow.ts'
import { canDo, covers } from '../permissions.ts'
import { hashToken } from '../tokens.ts'
import type { Permissions, Principal } from '../types.ts'
import { findRole, lockUser } from '../users.ts'
import type { ApiKeyRow } from './apiKeyRows.ts'
import { API_KEY_COLUMNS, toApiKey } from './apiKeyRows.ts'
import { formatApiKey, newApiKeyToken } from './apiKeyToken.ts'
import type { ApiKey } from './types.ts'

/** What a new API key is to be. */
export type NewApiKey = {
  /** ISO instant; absent: the key holds until it is revoked. */
  expiresAt?: string | undefined
  maker: Pick<Principal, 'permissions' | 'userId'>
  name: string
  /** The user in whose name the key acts; absent: the maker. */
  ownerId?: string | undefined
  role: { id: string } | { key: string }
}

/**
 * Makes an API key in the current tenant and gives it this one time. Nobody makes a key that may do
 * more than they may. Throws `IDENTITY_ROLE_MISSING`, `_ROLE_TOO_HIGH`, `_USER_MISSING`,
 * `_API_KEY_OWNER_REFUSED` or `_API_KEY_EXPIRY_PAST`.
 */
export async function createApiKey(wanted: NewApiKey): Promise<{ apiKey: ApiKey; key: string }> {
  if (wanted.expiresAt !== undefined && Date.parse(wanted.expiresAt) <= Date.now()) {
    throw identityErrors.API_KEY_EXPIRY_PAST({ field: 'expiresAt' })
  }
  const token = newApiKeyToken()
  const apiKey = await database().transaction(async (transaction) => {
    const role = await findRole(transaction, wanted.role)
    if (role === undefined) {
      throw identityErrors.ROLE_MISSING({ field: 'role' })
    }
    const ownerId = await settleOwner(transaction, wanted, role.permissions)
    const { tenantId } = requireTenantScope()
    const rows = await transaction.query<ApiKeyRow>(
      `with k as (
          insert into api_keys
            (tenant_id, id, name, prefix, secret_hash, role_id, owner_id, created_by, expires_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning *
        )
        select ${API_KEY_COLUMNS} from k join roles r on r.tenant_id = $1 and r.id = k.role_id`,
      [
        tenantId,
        newId(),
        wanted.name,
        token.prefix,
        hashToken(token.secret),
        role.id,
        ownerId,
        wanted.maker.userId,
        wanted.expiresAt ?? null,
      ],
    )

    const made = toApiKey(firstRow(rows))
    const { expiresAt, name, owner } = made
    await recordAudit(transaction, {
      facts: { expiresAt, name, owner, role: made.role.key },
      kind: 'api-key.made',
      subject: made.id,
    })

    return made
  })

  return { apiKey, key: formatApiKey(token) }
}

async function settleOwner(
  transaction: Transaction,
  { maker, ownerId }: NewApiKey,
  permissions: Permissions,
): Promise<string> {
  if (ownerId === undefined || ownerId === maker.userId) {
    if (!covers(maker.permissions, permissions)) {
      throw identityErrors.ROLE_TOO_HIGH({ field: 'role' })
    }

    return maker.userId
  }
  if (!canDo(maker, 'settings.manage')) {
    throw identityErrors.API_KEY_OWNER_REFUSED({ field: 'owner' })
  }
  const owner = await lockUser(transaction, ownerId)
  if (owner?.status !== 'active') {
    throw identityErrors.USER_MISSING({ field: 'owner' })
  }
  // What is somebody else's own is more than what is one's own.
  if (!covers(maker.permissions, widened(permissions))) {
    throw identityErrors.ROLE_TOO_HIGH({ field: 'role' })
  }

  return owner.id
}

function widened(permissions: Permissions): Permissions {
  return {
    ...permissions,
    collections: Object.fromEntries(
      Object.entries(permissions.collections).map(([slug, rights]) => [
        slug,
        Object.fromEntries(
          Object.entries(rights).map(([action, level]) => [
            action,
            level === 'none' ? 'none' : 'all',
          ]),
        ),
      ]),
    ),
  }
}
