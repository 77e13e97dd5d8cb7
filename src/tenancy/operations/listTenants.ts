import type { Statement } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { runAsSystem } from '../../kernel/scope/index.ts'
import { modulesMark, noteModules } from './tenantModules.ts'
import { TENANT_COLUMNS, toTenant } from './tenantRow.ts'
import type { Tenant } from './types.ts'

const ORDER = 'order by t.name, t.id'

/** All tenants by name. */
export async function listTenants(): Promise<Tenant[]> {
  return readTenants(ORDER, [])
}

/** The tenant of a slug, whatever its status, or undefined. */
export async function findTenant(slug: string): Promise<Tenant | undefined> {
  const mark = modulesMark()
  const [tenant] = await readTenants('where t.slug = $1', [slug])
  if (tenant !== undefined) {
    noteModules(tenant, mark)
  }

  return tenant
}

/** One page, counted from 1, of the tenants by name whose name or slug contains the text, and how many there are. */
export async function pageTenants(asked: {
  limit: number
  page: number
  search?: string
}): Promise<{ docs: Tenant[]; totalDocs: number }> {
  const pattern = `%${(asked.search ?? '').toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const where = 'where lower(t.name) like $1 or t.slug like $1'
  const [rows = [], counted = []] = await readAsConsole([
    {
      text: `select ${TENANT_COLUMNS} from tenants t ${where} ${ORDER} limit $2 offset $3`,
      values: [pattern, asked.limit, (asked.page - 1) * asked.limit],
    },
    { text: `select count(*)::int as total from tenants t ${where}`, values: [pattern] },
  ])

  return { docs: rows.map(toTenant), totalDocs: Number(counted[0]?.['total'] ?? 0) }
}

async function readTenants(rest: string, values: readonly unknown[]): Promise<Tenant[]> {
  const [rows = []] = await readAsConsole([
    { text: `select ${TENANT_COLUMNS} from tenants t ${rest}`, values },
  ])

  return rows.map(toTenant)
}

function readAsConsole(statements: readonly Statement[]) {
  return runAsSystem('console', () => database().read(statements))
}
