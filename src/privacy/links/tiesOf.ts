import type { CollectionModel, FieldModel } from '../../collection/index.ts'
import { allModels } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { Ties } from '../types.ts'

/** The tenant's own people: that one of them keeps a record says nothing about them. */
const USERS = 'users'

type Found = Map<string, Set<string>>

/** What a record is tied to, by every relation of every collection to it: no list of ours can leave one out. */
export async function tiesOf(
  transaction: Transaction,
  model: CollectionModel,
  id: string,
): Promise<Ties> {
  const belonging: Found = new Map()
  const near: Found = new Map()
  for (const other of allModels().filter(({ slug }) => slug !== USERS)) {
    for (const field of other.fields.filter((one) => pointsTo(one, model.slug))) {
      const ids = await idsWith(transaction, other, field, { id, slug: model.slug })
      add(field.onDelete === 'cascade' ? belonging : near, other.slug, ids)
    }
  }
  for (const [slug, ids] of belonging) {
    await addOtherEnds(transaction, { ids, model, near, slug })
  }

  return { belonging, near }
}

/** The records that those which belong to the person refer to beside it: deals, activities. */
async function addOtherEnds(
  transaction: Transaction,
  args: { ids: ReadonlySet<string>; model: CollectionModel; near: Found; slug: string },
): Promise<void> {
  const link = allModels().find(({ slug }) => slug === args.slug)
  for (const field of link?.fields ?? []) {
    const { relationTo } = field
    if (relationTo === undefined || relationTo === USERS || relationTo === args.model.slug) {
      continue
    }
    const rows = await transaction.query<{ id: string }>(
      `select distinct "${field.column}" as id from ${link?.table ?? ''}
        where tenant_id = $1::uuid and id = any($2::uuid[]) and "${field.column}" is not null`,
      [requireTenantScope().tenantId, [...args.ids]],
    )
    add(
      args.near,
      relationTo,
      rows.map((row) => row.id),
    )
  }
}

function pointsTo(field: FieldModel, slug: string): boolean {
  return field.relationTo === slug || (field.targets?.includes(slug) ?? false)
}

async function idsWith(
  transaction: Transaction,
  { table }: CollectionModel,
  field: FieldModel,
  target: { id: string; slug: string },
): Promise<string[]> {
  const isTarget = field.kind === 'polymorphic'
  const condition = isTarget
    ? `"${field.column}_collection" = $3 and "${field.column}_id" = $2::uuid`
    : `"${field.column}" = $2::uuid`
  const rows = await transaction.query<{ id: string }>(
    `select id from ${table} where tenant_id = $1::uuid and ${condition}`,
    [requireTenantScope().tenantId, target.id, ...(isTarget ? [target.slug] : [])],
  )

  return rows.map((row) => row.id)
}

function add(found: Found, slug: string, ids: readonly string[]): void {
  if (ids.length > 0) {
    found.set(slug, new Set([...(found.get(slug) ?? []), ...ids]))
  }
}
