import type { CollectionModel, FieldModel } from '../../collection/index.ts'
import { modelOf, recordErrors } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { normaliseValue } from '../guess/words.ts'

type Search = {
  collection: string
  field: string
  values: readonly string[]
  where?: Readonly<Record<string, string>>
}

type Found = Map<string, string[]>

/** Ids of live records by normalised value of a field: as written first, then in any case. */
export async function findByField(transaction: Transaction, search: Search): Promise<Found> {
  const model = modelOf(search.collection)
  const found: Found = new Map()
  if (search.values.length === 0) {
    return found
  }
  if (search.field === 'id') {
    return findIds(transaction, model, search)
  }
  const field = fieldOf(model, search.field)
  if (field.kind === 'json') {
    return findLabels(transaction, model, field, search)
  }
  const isText = field.kind === 'text' || field.kind === 'choice'
  const written = isText ? `t.${field.column}` : `t.${field.column}::text`
  const values = field.lowerCase
    ? search.values.map((value) => value.trim().toLowerCase())
    : search.values
  collect(found, await select(transaction, model, search, field, written, values))
  const open = search.values.filter((value) => !found.has(normaliseValue(value)))
  // No index helps against any case, so it is asked only where the column keeps the case.
  if (open.length > 0 && isText && !field.lowerCase) {
    const lower = open.map((value) => value.toLowerCase())
    collect(
      found,
      await select(transaction, model, search, field, `lower(t.${field.column})`, lower),
    )
  }

  return found
}

/** The greatest value of a number field among the records that meet `where`, or null. */
export async function greatestOf(
  transaction: Transaction,
  args: { collection: string; field: string; where: Readonly<Record<string, string>> },
): Promise<number | null> {
  const model = modelOf(args.collection)
  const { sql, values } = conditions(model, args.where, 2)
  const rows = await transaction.query<{ greatest: number | null }>(
    `select max(t.${fieldOf(model, args.field).column}) as greatest from ${model.table} t
    where t.tenant_id = $1::uuid${live(model)}${sql}`,
    [requireTenantScope().tenantId, ...values],
  )

  return rows[0]?.greatest ?? null
}

type FoundRow = { id: string; value: unknown }

async function select(
  transaction: Transaction,
  model: CollectionModel,
  search: Search,
  field: FieldModel,
  expression: string,
  values: readonly string[],
): Promise<FoundRow[]> {
  const scope = conditions(model, search.where ?? {}, 3)

  return transaction.query<FoundRow>(
    `select t.id, t.${field.column}::text as value from ${model.table} t
    where t.tenant_id = $1::uuid and ${expression} = any($2::text[])${live(model)}${scope.sql}`,
    [requireTenantScope().tenantId, [...values], ...scope.values],
  )
}

async function findIds(
  transaction: Transaction,
  model: CollectionModel,
  search: Search,
): Promise<Found> {
  const found: Found = new Map()
  const rows = await transaction.query<{ id: string }>(
    `select t.id from ${model.table} t where t.tenant_id = $1::uuid and t.id = any($2::uuid[])${live(model)}`,
    [requireTenantScope().tenantId, search.values.filter(isId)],
  )
  rows.forEach(({ id }) => found.set(id, [id]))

  return found
}

// Labels are kept in several languages and only on configuration, of which a tenant has few.
async function findLabels(
  transaction: Transaction,
  model: CollectionModel,
  field: FieldModel,
  search: Search,
): Promise<Found> {
  const scope = conditions(model, search.where ?? {}, 2)
  const rows = await transaction.query<FoundRow>(
    `select t.id, t.${field.column} as value from ${model.table} t
    where t.tenant_id = $1::uuid${live(model)}${scope.sql}`,
    [requireTenantScope().tenantId, ...scope.values],
  )
  const wanted = new Set(search.values.map(normaliseValue))
  const found: Found = new Map()
  for (const { id, value } of rows) {
    const names = new Set(textsOf(value).map(normaliseValue))
    collect(
      found,
      [...names].filter((name) => wanted.has(name)).map((name) => ({ id, value: name })),
    )
  }

  return found
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value]
  }

  return value !== null && typeof value === 'object'
    ? Object.values(value).filter((text) => typeof text === 'string')
    : []
}

function collect(found: Found, rows: readonly FoundRow[]): void {
  for (const { id, value } of rows) {
    const name = normaliseValue(String(value))
    found.set(name, [...(found.get(name) ?? []), id])
  }
}

function conditions(
  model: CollectionModel,
  where: Readonly<Record<string, string>>,
  first: number,
): { sql: string; values: string[] } {
  const entries = Object.entries(where)
  const parts = entries.map(([path], index) => {
    const field = fieldOf(model, path)
    const type = field.kind === 'relation' ? 'uuid' : 'text'

    return ` and t.${field.column} = $${first + index}::${type}`
  })

  return { sql: parts.join(''), values: entries.map(([, value]) => value) }
}

function live(model: CollectionModel): string {
  return model.trash ? ' and t.deleted_at is null' : ''
}

function fieldOf(model: CollectionModel, path: string): FieldModel {
  const field = model.byPath.get(path)
  if (field === undefined) {
    throw recordErrors.FIELD_UNKNOWN({ field: path })
  }

  return field
}
