import type { CollectionModel, FieldModel, RecordDoc } from '../../collection/index.ts'
import { allModels, putAt, readRecords, valueAt, writeRecords } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { PersonalValues, RecordIds, Search } from '../types.ts'
import { MARK } from '../values/searchOf.ts'

/** What has a format has no place for a mark. */
const FORMATS = new Set(['configuration-key', 'currency', 'domain', 'email', 'phone', 'url'])

// The tenant's own people have their names and addresses in their own right.
const LEFT = new Set(['users'])

/**
 * Writes a mark in place of a person's values in the texts of all records: what surely means them
 * everywhere, parts of their name in what they are tied to. Gives how many records of each collection.
 */
export async function redactRecords(
  transaction: Transaction,
  values: PersonalValues,
  near: RecordIds,
): Promise<Record<string, number>> {
  const redacted: Record<string, number> = {}
  for (const model of allModels().filter(({ slug }) => !LEFT.has(slug))) {
    const fields = model.fields.filter(({ kind }) => kind === 'text' || kind === 'json')
    const tied = [...(near.get(model.slug) ?? [])]
    const count =
      (await redactIn(transaction, { fields, ids: tied, model, search: values.nearby })) +
      (await redactIn(transaction, { fields, ids: null, model, search: values.everywhere }))
    if (count > 0) {
      redacted[model.slug] = count
    }
  }

  return redacted
}

async function redactIn(
  transaction: Transaction,
  args: {
    fields: readonly FieldModel[]
    /** Null: all records. */
    ids: null | readonly string[]
    model: CollectionModel
    search: Search
  },
): Promise<number> {
  const { fields, ids, model, search } = args
  if (fields.length === 0 || search.values.length === 0 || ids?.length === 0) {
    return 0
  }
  const { tenantId } = requireTenantScope()
  const some = fields.map(({ column }) => `"${column}"::text ilike any($2::text[])`).join(' or ')
  const rows = await transaction.query<{ id: string }>(
    `select id from ${model.table} where tenant_id = $1::uuid and (${some})
      and ($3::uuid[] is null or id = any($3::uuid[]))`,
    [tenantId, search.likes, ids],
  )
  if (rows.length === 0) {
    return 0
  }
  const { docs } = await readRecords(
    { collection: model.slug, limit: 0, where: { id: { in: rows.map((row) => row.id) } } },
    transaction,
  )
  const changes = []
  for (const doc of docs) {
    const data = await redacted(transaction, doc, fields, search)
    if (Object.keys(data).length > 0) {
      changes.push({ data, id: doc.id, op: 'update' as const })
    }
  }
  await writeRecords({ changes, collection: model.slug }, transaction)

  return changes.length
}

/** By the database's own reading of the pattern, which is also that of the history. */
async function redacted(
  transaction: Transaction,
  doc: RecordDoc,
  fields: readonly FieldModel[],
  { pattern }: Search,
): Promise<Record<string, unknown>> {
  const texts = fields.map(({ path }) => valueAt(doc, path) ?? null)
  const [row] = await transaction.query<{ texts: unknown[] }>(
    'select tenancy.without_values($1::jsonb, $2, $3) as texts',
    [JSON.stringify(texts), pattern, MARK],
  )
  const data: Record<string, unknown> = {}
  fields.forEach((field, index) => {
    const clean = row?.texts[index] ?? null
    if (JSON.stringify(clean) !== JSON.stringify(texts[index])) {
      putAt(data, field.path, fitting(field, clean, texts[index]))
    }
  })

  return data
}

function fitting(field: FieldModel, clean: unknown, value: unknown): unknown {
  if (FORMATS.has(field.semantic ?? '')) {
    return field.required ? value : null
  }

  return typeof clean === 'string' ? clean.slice(0, field.maxLength ?? clean.length) : clean
}
