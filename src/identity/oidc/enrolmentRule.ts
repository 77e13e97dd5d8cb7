import type { Transaction } from '../../kernel/db/index.ts'
import { oidcErrors } from './errors.ts'

/**
 * True for a session of a tenant's provider whose account is not this tenant's alone: the account's
 * second factor is then none of its business. Reads in a system transaction.
 */
export async function isForeignFactor(
  transaction: Transaction,
  sessionId: string | undefined,
): Promise<boolean> {
  const rows = await transaction.query(
    `select s.id from sessions s join accounts a on a.id = s.account_id
      where s.id = $1 and s.provider_id is not null and (a.password_hash is not null
        or exists (select 1 from users u where u.account_id = a.id
          and u.tenant_id is distinct from s.tenant_id and u.deleted_at is null))`,
    [sessionId ?? null],
  )

  return rows.length > 0
}

/** Throws `OIDC_ENROLMENT_REFUSED` where `isForeignFactor` holds. */
export async function refuseForeignFactor(
  transaction: Transaction,
  sessionId: string | undefined,
): Promise<void> {
  if (await isForeignFactor(transaction, sessionId)) {
    throw oidcErrors.ENROLMENT_REFUSED({})
  }
}
