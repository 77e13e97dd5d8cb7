import { modelOf } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'

const LINK = `
insert into external_ids (tenant_id, collection, source, external_id, record_id)
select $1::uuid, $2, $3, e.value, e.id
from jsonb_to_recordset($4::jsonb) as e(id uuid, value text)
on conflict (tenant_id, collection, source, external_id) do update set record_id = excluded.record_id`

/** The places outside that records of a collection have ids in. */
export async function externalSources(
  transaction: Transaction,
  collection: string,
): Promise<string[]> {
  // Jumps from one source to the next along the key instead of reading every id.
  const rows = await transaction.query<{ source: string }>(
    `with recursive sources as (
      (select min(source) as source from external_ids where tenant_id = $1::uuid and collection = $2)
      union all
      select (
        select min(e.source) from external_ids e
        where e.tenant_id = $1::uuid and e.collection = $2 and e.source > s.source
      )
      from sources s where s.source is not null
    )
    select source from sources where source is not null limit 1000`,
    [requireTenantScope().tenantId, collection],
  )

  return rows.map(({ source }) => source)
}

/** The live records that outside ids mean in one of the sources. */
export async function findExternal(
  transaction: Transaction,
  args: { collection: string; sources: readonly string[]; values: readonly string[] },
): Promise<Map<string, string[]>> {
  const model = modelOf(args.collection)
  const live = model.trash ? 'and t.deleted_at is null' : ''
  const rows = await transaction.query<{ external_id: string; record_id: string }>(
    `select distinct e.external_id, e.record_id
    from external_ids e
    join ${model.table} t on t.tenant_id = e.tenant_id and t.id = e.record_id ${live}
    where e.tenant_id = $1::uuid and e.collection = $2 and e.source = any($3::text[])
      and e.external_id = any($4::text[])`,
    [requireTenantScope().tenantId, args.collection, [...args.sources], [...args.values]],
  )
  const found = new Map<string, string[]>()
  for (const row of rows) {
    found.set(row.external_id, [...(found.get(row.external_id) ?? []), row.record_id])
  }

  return found
}

/** Keeps which record an outside id means from now on. */
export async function linkExternal(
  transaction: Transaction,
  args: {
    collection: string
    entries: readonly { id: string; value: string }[]
    source: string
  },
): Promise<void> {
  if (args.entries.length > 0) {
    await transaction.query(LINK, [
      requireTenantScope().tenantId,
      args.collection,
      args.source,
      JSON.stringify(args.entries),
    ])
  }
}
