import type { CollectionModel, FieldModel } from '../../src/collection/index.ts'
import type { Query } from '../../src/tenancy/index.ts'

/** How many rows of a collection the large tenant has; collections not named hold a few. */
export const WHALE_ROWS: Readonly<Record<string, number>> = {
  activities: 50_000,
  'activity-targets': 50_000,
  attachments: 20_000,
  companies: 20_000,
  consents: 20_000,
  contacts: 200_000,
  'deal-contacts': 20_000,
  'deal-lines': 20_000,
  'deal-stage-history': 20_000,
  deals: 50_000,
  'exchange-rates': 20_000,
  products: 20_000,
  'record-tags': 20_000,
  tags: 5000,
  teams: 5000,
  'user-roles': 10_000,
  users: 5000,
}

const FEW = 12
const OTHER_ROWS = 50
const TENANTS = 200

/** One row in that many lacks its optional values, and one is in the trash. */
const GAP = 20_000

/** Fills a database with one large tenant among 200 and gives the large one's id. */
export async function seedWhale(query: Query, models: readonly CollectionModel[]): Promise<string> {
  await query(
    `insert into tenants (id, slug, name, status)
      select md5('tenant ' || k)::uuid, 'tenant-' || k, 'Tenant ' || k, 'active'
      from generate_series(0, ${TENANTS - 1}) k`,
  )
  for (const model of models) {
    await fill(query, model)
  }
  await query('vacuum analyze')
  const [whale] = await query<{ id: string }>("select md5('tenant 0')::uuid as id")

  return whale?.id ?? ''
}

// Building an index over rows that stand is several times as fast as growing it row by row.
async function fill(query: Query, model: CollectionModel): Promise<void> {
  const indexes = await query<{ definition: string; name: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
      from pg_index where indrelid = $1::regclass and not indisprimary`,
    [`public.${model.table}`],
  )
  for (const { name } of indexes) {
    await query(`drop index ${name}`)
  }
  const single = new Set(
    indexes.flatMap(
      ({ definition }) => /UNIQUE.*\(tenant_id, (\w+)\)/.exec(definition)?.slice(1) ?? [],
    ),
  )
  const columns = model.fields.flatMap((field) =>
    field.kind === 'relation' && single.has(field.column)
      ? // Nothing checks that the related record is there.
        [[field.column, "md5('only ' || k || ' ' || i)::uuid"] as const]
      : valuesOf(field),
  )
  const rows = WHALE_ROWS[model.slug] ?? FEW
  // One statement, so that both settings reach it: replicas check no foreign keys.
  await query(`begin;
    set local session_replication_role = replica;
    insert into ${model.table} (tenant_id, id, ${columns.map(([name]) => `"${name}"`).join(', ')})
      select md5('tenant ' || k)::uuid, md5('${model.slug} ' || k || ' ' || i)::uuid,
        ${columns.map(([, value]) => value).join(', ')}
      from generate_series(0, ${TENANTS - 1}) k,
        generate_series(0, case when k = 0 then ${rows} else ${Math.min(OTHER_ROWS, rows)} end - 1) i,
        -- The values of the other tenants lie among those of the large one, not at their end.
        lateral (select i + case when k = 0 then 0 else ${rows} / 2 end as v) as shifted;
    commit`)
  for (const { definition } of indexes) {
    await query(definition)
  }
}

/** SQL of a column's value for row `i` of tenant `k`; nearly every row has a value of its own. */
function valuesOf(field: FieldModel): (readonly [string, string])[] {
  const { column } = field
  if (field.kind === 'polymorphic') {
    return [
      [`${column}_collection`, "'users'"],
      [`${column}_id`, "md5('users ' || k || ' ' || i)::uuid"],
    ]
  }
  const value = valueOf(field)

  return [[column, field.required ? value : `case when i % ${GAP} = 7 then null else ${value} end`]]
}

function valueOf(field: FieldModel): string {
  switch (field.kind) {
    case 'boolean':
      return 'i % 2 = 0'
    case 'choice':
      return `(array[${(field.options ?? []).map((option) => `'${option}'`).join(', ')}])[1 + i % ${field.options?.length ?? 1}]`
    case 'date':
      return "date '1900-01-01' + v % 40000"
    case 'instant':
      return field.path === 'deletedAt'
        ? `case when i % ${GAP} = 9 then now() end`
        : "timestamptz '2020-01-01' + v * interval '1 minute'"
    case 'json':
      return "'{}'::jsonb"
    case 'relation':
      return relationOf(field)
    case 'text':
      return `'${field.path.toLowerCase()} ' || md5(v::text) || ' n' || v`
    default:
      return 'v'
  }
}

function relationOf(field: FieldModel): string {
  const target = field.relationTo ?? 'accounts'
  const rows = WHALE_ROWS[target] ?? FEW
  const at = `i % case when k = 0 then ${rows} else ${Math.min(OTHER_ROWS, rows)} end`

  return `md5('${target} ' || k || ' ' || (${at}))::uuid`
}
