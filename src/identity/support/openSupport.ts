import { recordAudit } from '../../audit/index.ts'
import { database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { addressRange } from '../addressRange.ts'
import { identityErrors } from '../errors.ts'
import { findFactor, lockAccount, proveCode } from '../secondFactor/factors.ts'
import { hashToken, newToken } from '../tokens.ts'
import type { PlatformPrincipal, Visitor } from '../types.ts'
import { readSupportLevel } from './readSupportLevel.ts'

/** For how many minutes support may stay. */
export const SUPPORT_MINUTES = 60

/** For how many seconds the code that opens the session holds. */
export const SUPPORT_CODE_SECONDS = 60

/** Who of the staff wants into which tenant, why, and the code of their authenticator app. */
export type SupportRequest = {
  code: string
  reason: string
  staff: PlatformPrincipal
  tenantId: string
  visitor: Visitor
}

/**
 * Lets one of the platform's staff into a tenant for 60 minutes: gives the single-use code that opens
 * the session on the tenant's host. Throws `IDENTITY_SUPPORT_OFF`, `IDENTITY_SUPPORT_FACTOR_MISSING`,
 * `IDENTITY_CODE_WRONG` or `IDENTITY_SIGN_IN_BLOCKED`.
 */
export async function openSupport(request: SupportRequest): Promise<{ code: string; id: string }> {
  const { staff, tenantId } = request
  if ((await readSupportLevel(tenantId)) === null) {
    throw identityErrors.SUPPORT_OFF({})
  }
  const opened = await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      await lockAccount(transaction, staff.accountId)
      const factor = await findFactor(transaction, staff.accountId)
      if (factor === undefined || factor.confirmed_at === null) {
        throw identityErrors.SUPPORT_FACTOR_MISSING({})
      }
      const claim = { accountId: staff.accountId, code: request.code, ip: request.visitor.ip }
      if (!(await proveCode(transaction, claim, factor))) {
        return null
      }
      const id = newId()
      const code = newToken()
      await transaction.query(
        `insert into support_sessions
          (tenant_id, id, account_id, staff_name, staff_email, reason, code_hash, expires_at)
          values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(mins => $8))`,
        [
          tenantId,
          id,
          staff.accountId,
          staff.name,
          staff.email,
          request.reason,
          hashToken(code),
          SUPPORT_MINUTES,
        ],
      )
      await recordAudit(transaction, {
        actor: { id, type: 'support' },
        addressRange: addressRange(request.visitor.ip),
        facts: { minutes: SUPPORT_MINUTES, reason: request.reason, staff: staff.email },
        kind: 'support.started',
        subject: id,
        tenantId,
        userAgent: request.visitor.userAgent,
      })

      return { code, id }
    }),
  )
  // Thrown only here: a wrong code must stay counted.
  if (opened === null) {
    throw identityErrors.CODE_WRONG({ field: 'code' })
  }

  return opened
}
