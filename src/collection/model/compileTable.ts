import type { ColumnSpec, ColumnType, IndexSpec, TableSpec } from '../../kernel/schema/index.ts'
import type { CollectionModel, FieldModel, TenonCollectionOptions } from '../types.ts'
import { searchColumns, searchDigits } from './searchColumns.ts'

const COLUMN_TYPES: Record<Exclude<FieldModel['kind'], 'polymorphic'>, ColumnType> = {
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

const DEFAULTS: Readonly<Record<string, string>> = {
  createdAt: 'now()',
  updatedAt: 'now()',
  version: '1',
}

/** The table of a collection: typed columns, tenant-leading indexes, composite keys, grants. */
export function compileTable(model: CollectionModel, options: TenonCollectionOptions): TableSpec {
  const searched = searchColumns(model)
  const digits = searchDigits(model)

  return {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      ...model.fields.flatMap((field) => columnsOf(field, field.path === model.title)),
    ],
    comment: `Records of the collection "${model.slug}".`,
    foreignKeys: model.fields.flatMap((field) =>
      field.relationTo === undefined
        ? []
        : [
            {
              column: field.column,
              onDelete: field.onDelete,
              references: field.relationTo.replaceAll('-', '_'),
            },
          ],
    ),
    grants: {
      app: ['select', 'insert', 'update', 'delete'],
      ...(options.systemColumns === undefined
        ? {}
        : { system: ['select'] as const, systemColumns: options.systemColumns }),
      ...(searched.length === 0 ? {} : { searchColumns: searched }),
      ...(digits.length === 0 ? {} : { searchDigits: digits }),
    },
    indexes: indexesOf(model, options),
    name: model.table,
    tenancy: 'tenant',
  }
}

function columnsOf(field: FieldModel, isTitle: boolean): ColumnSpec[] {
  if (field.kind === 'polymorphic') {
    const notNull = field.required ? { notNull: true } : {}

    return [
      { name: `${field.column}_collection`, type: 'text', ...notNull },
      { name: `${field.column}_id`, type: 'uuid', ...notNull },
    ]
  }
  const choices = field.options?.map((option) => `'${option.replaceAll("'", "''")}'`).join(', ')

  const standard = DEFAULTS[field.path]

  return [
    {
      name: field.column,
      type: COLUMN_TYPES[field.kind],
      // Names sort as people expect, not by bytes.
      ...(isTitle && field.kind === 'text' ? { collation: 'tenon_natural' } : {}),
      ...(standard === undefined ? {} : { default: standard }),
      ...(field.required ? { notNull: true } : {}),
      ...(choices === undefined ? {} : { check: `"${field.column}" in (${choices})` }),
    },
  ]
}

function indexesOf(model: CollectionModel, options: TenonCollectionOptions): IndexSpec[] {
  const live = model.trash ? { where: 'deleted_at is null' } : {}
  const columns = (paths: readonly string[]) =>
    paths.map((path) => {
      const [name = '', direction] = path.split(' ')
      const field = model.byPath.get(name)
      const column = field?.kind === 'polymorphic' ? `${field.column}_id` : (field?.column ?? name)

      return direction === undefined ? column : `${column} ${direction}`
    })

  return [
    // With the mark of the trash in it, counting the live records needs no row.
    { columns: ['created_at desc', 'id desc', ...(model.trash ? ['deleted_at'] : [])] },
    { columns: ['updated_at desc', 'id desc'] },
    ...model.fields
      .filter((field) => field.indexed && !field.unique)
      .map((field) => ({ columns: [field.column, 'id'] })),
    ...model.fields
      .filter((field) => field.unique)
      .map((field) => ({ columns: [field.column], unique: true, ...live })),
    ...(options.indexes ?? []).map((paths) => ({ columns: columns(paths) })),
    ...(options.unique ?? []).map((paths) => ({ columns: columns(paths), unique: true, ...live })),
  ]
}
