import type { Row, Statement } from '../kernel/db/index.ts'
import { canDo } from './permissions.ts'
import { permissionsOf, readIds } from './permissionsOfUser.ts'
import { ROLES_SQL, TEAMS_SQL } from './rolesSql.ts'
import type { LiveSession } from './sessionCache.ts'
import { SESSION_LIVE } from './sessions.ts'

/** The columns behind a principal, of `a` accounts, `u` users and `r` roles. */
export const PRINCIPAL_COLUMNS = `a.id as account_id, a.email as account_email, a.name as account_name,
  a.platform_staff, a.demo, u.id as user_id, u.email, u.name, u.locale, u.time_zone, r.key as role_key,
  ${ROLES_SQL} as roles, ${TEAMS_SQL} as team_ids`

/** Joins the user who may sign in, and the role, of the tenant that the given SQL names. */
export function joinUser(sql: { tenant: string; user?: string }): string {
  const user = sql.user === undefined ? '' : `and u.id = ${sql.user}`

  return `left join users u on u.tenant_id = ${sql.tenant} ${user} and u.account_id = a.id
      and u.status = 'active' and u.kind = 'staff' and u.deleted_at is null
    left join roles r on r.tenant_id = u.tenant_id and r.id = u.role_id`
}

/** One row of `PRINCIPAL_COLUMNS`. */
export type PrincipalRow = Row & {
  account_email: string
  account_id: string
  account_name: string
  demo: boolean
  email: string | null
  locale: string | null
  name: string | null
  platform_staff: boolean
  role_key: string | null
  roles: unknown
  team_ids: unknown
  time_zone: string | null
  user_id: string | null
}

/** Finds the session of a token hash with everything a request needs, in one statement. */
export function liveSessionStatement(tokenHash: string): Statement {
  return {
    name: 'identity_live_session',
    text: `select s.id as session_id, s.tenant_id, s.support_id, s.provider_id, s.provider_trusted,
        s.provider_id is null and exists (select 1 from identity_providers p
          where p.tenant_id = s.tenant_id and p.enabled and p.is_only) as is_refused,
        s.last_seen_at < now() - interval '1 minute' as is_stale, ${PRINCIPAL_COLUMNS}
      from sessions s
      join accounts a on a.id = s.account_id
      left join tenants t on t.id = s.tenant_id
      ${joinUser({ tenant: 's.tenant_id', user: 's.user_id' })}
      where s.token_hash = $1 and ${SESSION_LIVE}
        and (s.tenant_id is null or t.status = 'active')`,
    values: [tokenHash],
  }
}

/** The live session of a row, or null when nobody may act through it. */
export function toLiveSession(
  row: PrincipalRow & {
    /** True: a password opened it, and the tenant lets people in through its provider only. */
    is_refused?: boolean
    provider_id?: string | null
    provider_trusted?: boolean
    session_id: string
    tenant_id: string | null
  },
): LiveSession | null {
  const sessionId = row.session_id
  const session = {
    accountId: row.account_id,
    demo: row.demo,
    platform: null,
    principal: null,
    sessionId,
    tenantId: row.tenant_id,
  }
  if (row.tenant_id === null) {
    return row.platform_staff
      ? {
          ...session,
          platform: {
            accountId: row.account_id,
            demo: row.demo,
            email: row.account_email,
            name: row.account_name,
            sessionId,
          },
        }
      : null
  }
  if (row.user_id === null || row.role_key === null) {
    return null
  }
  const permissions = permissionsOf(row.roles)
  if (row.is_refused === true && !canDo({ permissions }, 'settings.manage')) {
    return null
  }

  return {
    ...session,
    principal: {
      accountId: row.account_id,
      email: row.email ?? row.account_email,
      locale: row.locale,
      name: row.name ?? row.account_name,
      permissions,
      ...(row.provider_id === null || row.provider_id === undefined
        ? {}
        : { provider: { id: row.provider_id, isTrusted: row.provider_trusted === true } }),
      roleKey: row.role_key,
      sessionId,
      teamIds: readIds(row.team_ids),
      tenantId: row.tenant_id,
      timeZone: row.time_zone,
      userId: row.user_id,
    },
  }
}
