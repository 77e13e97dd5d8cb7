import type { Row } from '../../kernel/db/index.ts'
import type { DomainRecord } from './proof.ts'
import { recordFor } from './proof.ts'

/** A host that a tenant has claimed, as its administrators see it. */
export type Domain = {
  /** When its proof was last looked for; null: never. */
  checkedAt: null | string
  host: string
  isVerified: boolean
  record: DomainRecord
  verifiedAt: null | string
}

/** One claimed host `c` of a tenant, with its own row `d` of the hosts that were proved. */
export type DomainRow = Row & {
  checked_at: null | string
  host: string
  verified_at: null | string
}

/** Reads the claims of tenant `$1`. */
export const DOMAINS_SQL = `select c.host, d.verified_at, d.checked_at
  from domain_claims c left join domains d on d.host = c.host and d.tenant_id = c.tenant_id
  where c.tenant_id = $1`

/** The domain of a row, in the product's names. */
export function toDomain(row: DomainRow, tenantId: string): Domain {
  return {
    checkedAt: row.checked_at,
    host: row.host,
    isVerified: row.verified_at !== null,
    record: recordFor(tenantId, row.host),
    verifiedAt: row.verified_at,
  }
}
