import { recordAudit, recordPlatformAudit } from '../audit/index.ts'
import type { Statement, Transaction } from '../kernel/db/index.ts'
import { database } from '../kernel/db/index.ts'
import { addressRange } from './addressRange.ts'
import { attemptKeys, blockStatement, countFailure, refuseWhenBlocked } from './attempts.ts'
import { isEmail } from './emailAddress.ts'
import { identityErrors } from './errors.ts'
import { withHashingSlot } from './hashingSlots.ts'
import type { PrincipalRow } from './liveSession.ts'
import { joinUser, PRINCIPAL_COLUMNS } from './liveSession.ts'
import { verifyPassword } from './passwords.ts'
import type { Visitor } from './types.ts'

/** What stands behind an e-mail address that has just shown its password. */
export type ProvenAccount = PrincipalRow & { password_hash: string }

type Found = PrincipalRow & { password_hash: null | string; tenant_status?: null | string }

type Claim = { email: string; password: string; visitor: Visitor }

/** Absent: asked in the middle of something else, which is no sign-in. */
type Asked = Claim & { isBareHost?: boolean; tenantId?: null | string }

/**
 * Checks an e-mail address and a password inside the system scope, for a tenant or the console.
 * A wrong password, an unknown account, a user who may not sign in and a demo login out of place
 * cost the same work, count the same and give the same `IDENTITY_CREDENTIALS_WRONG`.
 */
export async function proveCredentials(
  claim: Claim & { tenantId: null | string },
): Promise<ProvenAccount> {
  const email = claim.email.trim().toLowerCase()

  return prove({ ...claim, email }, credentialsStatement(email, claim.tenantId), (found) =>
    claim.tenantId === null
      ? found.platform_staff
      : found.user_id !== null && found.role_key !== null && found.tenant_status === 'active',
  )
}

/**
 * Checks the password of an account that need not be a member anywhere yet; counts like a sign-in, and on
 * the bare host stands in the platform's audit like one.
 */
export async function provePassword(
  claim: Claim & { isBareHost?: boolean },
): Promise<ProvenAccount> {
  return prove(claim, credentialsStatement(claim.email, null), () => true)
}

async function prove(
  claim: Asked,
  statement: Statement,
  mayEnter: (found: Found) => boolean,
): Promise<ProvenAccount> {
  const keys = attemptKeys(claim.email, claim.visitor.ip)

  return withHashingSlot(keys.account, async () => {
    const [blocked, rows] = await database().read([blockStatement(keys), statement])
    const found = rows?.[0] as Found | undefined
    if (found?.tenant_status === 'suspended') {
      throw identityErrors.TENANT_SUSPENDED({})
    }
    refuseWhenBlocked(blocked)
    const isRight = await verifyPassword(claim.password, found?.password_hash ?? null)
    if (
      isRight &&
      found !== undefined &&
      isProven(found) &&
      (claim.visitor.demoAllowed || !found.demo) &&
      mayEnter(found)
    ) {
      return found
    }
    await database().transaction(async (transaction) => {
      await countFailure(transaction, keys)
      await noteFailure(transaction, claim, found)
    })
    throw identityErrors.CREDENTIALS_WRONG({})
  })
}

/** Into the audit of the tenant or the platform; who is blocked is not noted again, so nobody can fill it. */
async function noteFailure(
  transaction: Transaction,
  claim: Asked,
  found: Found | undefined,
): Promise<void> {
  if (claim.tenantId === null || claim.isBareHost === true) {
    await notePlatformFailure(transaction, claim, found)
  }
  if ((claim.tenantId ?? null) === null || (found?.tenant_status ?? null) === null) {
    return
  }
  await recordAudit(transaction, {
    actor: { id: found?.user_id ?? null, type: 'user' },
    addressRange: addressRange(claim.visitor.ip),
    facts: { step: 'password' },
    kind: 'sign-in.failed',
    subject: isEmail(claim.email) ? claim.email : null,
    tenantId: claim.tenantId ?? undefined,
    userAgent: claim.visitor.userAgent,
  })
}

/** Notes a refused sign-in on the bare host; the address that was given only where it is one of the staff's. */
export async function notePlatformFailure(
  transaction: Transaction,
  { visitor }: Pick<Claim, 'visitor'>,
  found?: Pick<PrincipalRow, 'account_id' | 'platform_staff'>,
): Promise<void> {
  await recordPlatformAudit(transaction, {
    accountId: found?.platform_staff === true ? found.account_id : null,
    addressRange: addressRange(visitor.ip),
    facts: { step: 'password' },
    kind: 'sign-in.failed',
    userAgent: visitor.userAgent,
  })
}

function isProven(found: Found): found is Found & ProvenAccount {
  return found.password_hash !== null
}

function credentialsStatement(email: string, tenantId: null | string): Statement {
  return {
    name: 'identity_credentials',
    text: `select t.status as tenant_status, a.password_hash, ${PRINCIPAL_COLUMNS}
      from (select $1::text as email, $2::uuid as tenant_id) asked
      left join tenants t on t.id = asked.tenant_id
      left join accounts a on a.email = asked.email
      ${joinUser({ tenant: 'asked.tenant_id' })}`,
    values: [isEmail(email) ? email : '', tenantId],
  }
}
