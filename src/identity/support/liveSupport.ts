import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import type { PrincipalRow } from '../liveSession.ts'
import { readPermissions } from '../permissions.ts'
import type { LiveSession } from '../sessionCache.ts'
import { supportLevelOf, supportSettingStatement } from './supportAllowed.ts'
import { supportRights } from './supportRights.ts'
import type { SupportPrincipal } from './types.ts'

type Asked = PrincipalRow & { session_id: string; support_id: string; tenant_id: string }

/** The live session of support, or null once it has ended, the tenant allows none or the staff left. */
export async function liveSupport(row: Asked): Promise<LiveSession | null> {
  const { support_id: id, tenant_id: tenantId } = row
  if (!row.platform_staff) {
    return null
  }
  const [sessions, settings, roles] = await runAsTenant({ tenantId }, () =>
    database().read([
      {
        name: 'identity_support',
        text: `select expires_at, reason from support_sessions
          where tenant_id = $1 and id = $2 and ended_at is null and expires_at > now()`,
        values: [tenantId, id],
      },
      supportSettingStatement(tenantId),
      {
        name: 'identity_support_rights',
        text: "select permissions from roles where tenant_id = $1 and key = 'admin'",
        values: [tenantId],
      },
    ]),
  )
  const session = sessions?.[0] as (Row & { expires_at: string; reason: string }) | undefined
  const level = supportLevelOf(settings?.[0]?.['value'])
  if (session === undefined || level === null) {
    return null
  }
  const admin = readPermissions(roles?.[0]?.['permissions'])
  const principal: SupportPrincipal = {
    accountId: row.account_id,
    email: row.account_email,
    locale: null,
    name: row.account_name,
    permissions: supportRights(admin, level),
    roleKey: 'support',
    sessionId: row.session_id,
    support: { expiresAt: session.expires_at, id, level, reason: session.reason },
    teamIds: [],
    tenantId,
    timeZone: null,
    userId: id,
  }

  return {
    accountId: row.account_id,
    demo: row.demo,
    platform: null,
    principal,
    sessionId: row.session_id,
    tenantId,
  }
}
