import type { Transaction } from '../../kernel/db/index.ts'
import { planName } from '../../kernel/db/index.ts'
import { valueAt } from '../model/paths.ts'
import type { CollectionModel, FieldModel, RecordDoc } from '../types.ts'

const RECORDSET_TYPES: Record<Exclude<FieldModel['kind'], 'polymorphic'>, string> = {
  boolean: 'boolean',
  choice: 'text',
  date: 'date',
  instant: 'timestamptz',
  integer: 'bigint',
  json: 'jsonb',
  number: 'double precision',
  relation: 'uuid',
  text: 'text',
}

type Column = { name: string; type: string; value: (doc: RecordDoc) => unknown }

/** Inserts whole records: one statement for any number of rows. */
export async function insertRows(
  model: CollectionModel,
  docs: readonly RecordDoc[],
  tenantId: string,
  transaction: Transaction,
): Promise<void> {
  const columns = [idColumn, ...model.fields.flatMap(columnsOf)]
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const text = `insert into ${model.table} (tenant_id, ${names}) select $1::uuid, ${names} from jsonb_to_recordset($2::jsonb) as x(${definition(columns)})`
  await transaction.query(text, [tenantId, rowsJson(columns, docs)], planName(text))
}

/** Sets the given fields of locked records: one statement for any number of rows. */
export async function updateRows(
  model: CollectionModel,
  fields: readonly FieldModel[],
  docs: readonly RecordDoc[],
  tenantId: string,
  transaction: Transaction,
): Promise<void> {
  const columns = fields.flatMap(columnsOf)
  const assignments = columns.map((column) => `"${column.name}" = x."${column.name}"`).join(', ')
  const text = `update ${model.table} t set ${assignments} from jsonb_to_recordset($2::jsonb) as x(${definition([idColumn, ...columns])}) where t.tenant_id = $1::uuid and t.id = x.id`
  await transaction.query(text, [tenantId, rowsJson([idColumn, ...columns], docs)], planName(text))
}

/** Deletes records for good. */
export async function deleteRows(
  model: CollectionModel,
  ids: readonly string[],
  tenantId: string,
  transaction: Transaction,
): Promise<void> {
  await transaction.query(
    `delete from ${model.table} where tenant_id = $1::uuid and id = any($2::uuid[])`,
    [tenantId, ids],
  )
}

const idColumn: Column = { name: 'id', type: 'uuid', value: (doc) => doc.id }

function columnsOf(field: FieldModel): Column[] {
  if (field.kind === 'polymorphic') {
    const part = (key: 'relationTo' | 'value') => (doc: RecordDoc) =>
      (valueAt(doc, field.path) as Record<string, unknown> | null)?.[key]

    return [
      { name: `${field.column}_collection`, type: 'text', value: part('relationTo') },
      { name: `${field.column}_id`, type: 'uuid', value: part('value') },
    ]
  }

  return [
    {
      name: field.column,
      type: RECORDSET_TYPES[field.kind],
      value: (doc) => valueAt(doc, field.path),
    },
  ]
}

function definition(columns: readonly Column[]): string {
  return columns.map((column) => `"${column.name}" ${column.type}`).join(', ')
}

/** Nulls are left out: a JSON null would become the jsonb value `null` instead of SQL's NULL. */
function rowsJson(columns: readonly Column[], docs: readonly RecordDoc[]): string {
  const rows = docs.map((doc) => {
    const row: Record<string, unknown> = {}
    for (const column of columns) {
      const value = column.value(doc)
      if (value !== null && value !== undefined) {
        row[column.name] = value
      }
    }

    return row
  })

  return JSON.stringify(rows)
}
