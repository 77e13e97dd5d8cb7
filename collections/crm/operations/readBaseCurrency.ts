import type { RuleContext } from 'tenon/plugin'

const FALLBACK = 'EUR'

/** The currency that a tenant keeps its books in. */
export async function readBaseCurrency({ tenantId, transaction }: RuleContext): Promise<string> {
  const [tenant] = await transaction.query<{ currency: null | string }>(
    'select currency from tenancy.own_tenant() where id = $1',
    [tenantId],
  )

  return tenant?.currency ?? FALLBACK
}
