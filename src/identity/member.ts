import type { Transaction } from '../kernel/db/index.ts'
import type { PrincipalRow } from './liveSession.ts'
import { joinUser, PRINCIPAL_COLUMNS, toLiveSession } from './liveSession.ts'
import { refusePassword } from './oidc/passwordRule.ts'
import { openSession } from './sessions.ts'
import type { OpenedSession, Principal, SessionProvider, Visitor } from './types.ts'

/** An account with the active user it has in an active tenant. */
export type Member = PrincipalRow & { tenant_id: string; user_id: string }

/** The member that an account is in a tenant, or undefined; reads in a system transaction. */
export async function findMember(
  transaction: Transaction,
  accountId: string,
  tenantId: string,
): Promise<Member | undefined> {
  const rows = await transaction.query<Member>(
    `select t.id as tenant_id, ${PRINCIPAL_COLUMNS}
      from accounts a join tenants t on t.id = $2 and t.status = 'active'
      ${joinUser({ tenant: 't.id' })}
      where a.id = $1 and u.id is not null and r.id is not null`,
    [accountId, tenantId],
  )

  return rows[0]
}

/**
 * Opens a session for a member; undefined when the member may not act, as a demo login out of place.
 * Throws `OIDC_PASSWORD_REFUSED` without a provider where the tenant lets people in through one only.
 */
export async function openMemberSession(
  transaction: Transaction,
  member: Member | undefined,
  visitor: Visitor,
  provider?: SessionProvider,
): Promise<OpenedSession<Principal> | undefined> {
  if (member === undefined || (member.demo && !visitor.demoAllowed)) {
    return undefined
  }
  const opened = await openSession(transaction, {
    accountId: member.account_id,
    provider,
    tenantId: member.tenant_id,
    userId: member.user_id,
    visitor,
  })
  const live = toLiveSession({
    ...member,
    provider_id: provider?.id ?? null,
    provider_trusted: provider?.isTrusted ?? false,
    session_id: opened.session.id,
  })
  if (live?.principal && provider === undefined) {
    await refusePassword(transaction, live.principal)
  }

  return live?.principal ? { ...opened, principal: live.principal } : undefined
}
