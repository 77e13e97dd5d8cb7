import { timingSafeEqual } from 'node:crypto'

import type { Row, Statement } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { permissionsOf, readIds } from '../permissionsOfUser.ts'
import { TEAMS_SQL } from '../rolesSql.ts'
import type { LiveSession } from '../sessionCache.ts'
import { cachedSession, cacheMark, keepSession } from '../sessionCache.ts'
import { hashToken } from '../tokens.ts'
import type { Principal } from '../types.ts'
import { parseApiKey } from './apiKeyToken.ts'
import type { ApiKeyPrincipal } from './types.ts'

type KeyRow = Row & {
  account_id: string
  demo: boolean
  email: string
  id: string
  is_stale: boolean
  locale: string | null
  time_zone: string | null
  name: string
  permissions: unknown
  role_key: string
  secret_hash: string
  team_ids: unknown
  user_id: string
}

/**
 * Who acts through an API key on a tenant's host, or null: the key must be of this very tenant, live
 * and right, the tenant and the owner active. Keys of demo logins count only where `demoAllowed`.
 */
export async function authenticateApiKey(
  key: string,
  tenantId: string,
  demoAllowed: boolean,
): Promise<null | Principal> {
  const session = cachedSession(hashToken(key)) ?? (await findKey(key, tenantId))
  const principal = session?.principal ?? null

  return principal?.tenantId === tenantId && (demoAllowed || session?.demo === false)
    ? principal
    : null
}

async function findKey(key: string, tenantId: string): Promise<LiveSession | null> {
  const token = parseApiKey(key)
  if (token === undefined) {
    return null
  }
  const mark = cacheMark()

  return runAsSystem('identity', async () => {
    const [rows] = await database().read([keyStatement(tenantId, token.prefix)])
    const row = rows?.[0] as KeyRow | undefined
    if (row === undefined || !isSame(row.secret_hash, hashToken(token.secret))) {
      return null
    }
    const session = {
      accountId: row.account_id,
      demo: row.demo,
      platform: null,
      principal: toPrincipal(row, tenantId),
      sessionId: row.id,
      tenantId,
    }
    keepSession(hashToken(key), session, mark)
    if (row.is_stale) {
      await touch(row.id, tenantId)
    }

    return session
  })
}

/** The rights are those of the key's role, whatever else its owner may do. */
function toPrincipal(row: KeyRow, tenantId: string): ApiKeyPrincipal {
  return {
    accountId: row.account_id,
    apiKeyId: row.id,
    email: row.email,
    locale: row.locale,
    name: row.name,
    permissions: permissionsOf([row.permissions]),
    roleKey: row.role_key,
    sessionId: row.id,
    teamIds: readIds(row.team_ids),
    tenantId,
    timeZone: row.time_zone,
    userId: row.user_id,
  }
}

function keyStatement(tenantId: string, prefix: string): Statement {
  return {
    name: 'identity_api_key',
    text: `select k.id, k.secret_hash, a.id as account_id, a.demo, u.id as user_id,
        coalesce(u.email, a.email) as email, u.name, u.locale, u.time_zone, r.key as role_key, r.permissions,
        ${TEAMS_SQL} as team_ids,
        coalesce(k.last_used_at < now() - interval '1 minute', true) as is_stale
      from api_keys k
      join tenants t on t.id = k.tenant_id and t.status = 'active'
      join users u on u.tenant_id = k.tenant_id and u.id = k.owner_id and u.status = 'active'
        and u.kind = 'staff' and u.deleted_at is null
      join accounts a on a.id = u.account_id
      join roles r on r.tenant_id = k.tenant_id and r.id = k.role_id
      where k.tenant_id = $1 and k.prefix = $2 and k.revoked_at is null
        and (k.expires_at is null or k.expires_at > now())`,
    values: [tenantId, prefix],
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]

  return left.length === right.length && timingSafeEqual(left, right)
}

async function touch(id: string, tenantId: string): Promise<void> {
  await database().transaction((transaction) =>
    transaction.query(
      `update api_keys set last_used_at = now()
        where tenant_id = $1 and id = $2
          and coalesce(last_used_at < now() - interval '1 minute', true)`,
      [tenantId, id],
    ),
  )
}
