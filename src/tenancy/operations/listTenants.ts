import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { TENANT_COLUMNS, toTenant } from './tenantRow.ts'
import type { Tenant } from './types.ts'

/** All tenants by name, or those whose name or slug contains the text. */
export async function listTenants({ search }: { search?: string } = {}): Promise<Tenant[]> {
  const pattern = `%${(search ?? '').toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  const [rows = []] = await runAsSystem('console', () =>
    database().read([
      {
        text: `select ${TENANT_COLUMNS} from tenants t
          where lower(t.name) like $1 or t.slug like $1 order by t.name, t.id`,
        values: [pattern],
      },
    ]),
  )

  return rows.map(toTenant)
}
