import { createHash } from 'node:crypto'

import type { TestApp } from '../helpers/testApp.ts'

// What belongs to the installation or to one moment and not to the tenant's data.
const LEFT_OUT = new Set(['tenant_id', 'xid'])

type Sql = TestApp['sql']

/** Every table with a column `tenant_id`, whatever its policies, by the catalog. */
export async function tablesWithTenant(sql: Sql): Promise<string[]> {
  const rows = await sql(
    `select c.relname::text as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select 1 from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
      order by 1`,
  )

  return rows.map((row) => String(row['name']))
}

/** The tables whose rows belong to tenants: those with a forced policy. */
export async function forcedTables(sql: Sql): Promise<string[]> {
  const rows = await sql(
    `select relname::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relforcerowsecurity order by 1`,
  )

  return rows.map((row) => String(row['name']))
}

/** How many rows of a tenant stand in each table that has some. */
export async function countRows(sql: Sql, tenantId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of await tablesWithTenant(sql)) {
    const [row] = await sql(`select count(*)::int as n from "${name}" where tenant_id = $1`, [
      tenantId,
    ])
    if (Number(row?.['n']) > 0) {
      counts[name] = Number(row?.['n'])
    }
  }

  return counts
}

/** A digest of all rows of a tenant in each table, without what belongs to no tenant's data. */
export async function digestRows(
  sql: Sql,
  tenantId: string,
): Promise<Record<string, { rows: number; sha256: string }>> {
  const digests: Record<string, { rows: number; sha256: string }> = {}
  for (const name of await forcedTables(sql)) {
    const columns = await sql(
      `select attname::text as name from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attname`,
      [`public."${name}"`],
    )
    const list = columns
      .map((column) => String(column['name']))
      .filter((column) => !LEFT_OUT.has(column))
      .map((column) => `"${column}"`)
      .join(', ')
    const rows = await sql(
      `select row_to_json(x)::text as line from (select ${list} from "${name}" where tenant_id = $1) x
        order by 1`,
      [tenantId],
    )
    const hash = createHash('sha256')
    rows.forEach((row) => hash.update(String(row['line'])).update('\n'))
    digests[name] = { rows: rows.length, sha256: hash.digest('hex') }
  }

  return digests
}
