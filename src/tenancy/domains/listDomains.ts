import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import type { Domain, DomainRow } from './domainRows.ts'
import { DOMAINS_SQL, toDomain } from './domainRows.ts'

/** The hosts that a tenant has claimed, proved or not, by name. */
export async function listDomains(tenantId: string): Promise<Domain[]> {
  const [rows] = await runAsSystem('domains', () =>
    database().read([{ text: `${DOMAINS_SQL} order by c.host limit 200`, values: [tenantId] }]),
  )

  return ((rows ?? []) as DomainRow[]).map((row) => toDomain(row, tenantId))
}
