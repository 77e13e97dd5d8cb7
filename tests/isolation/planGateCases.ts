import type { CollectionModel, FieldModel, WhereTree } from '../../src/collection/index.ts'
import type { TableSpec } from '../../src/kernel/schema/index.ts'
import { allIndexes } from '../../src/tenancy/ddl/tableSql.ts'

/** One list as the API can be asked for it. */
export type PlanCase = {
  collection: string
  /** The column that must stand in an index condition, if the filter names few rows. */
  indexed?: string
  name: string
  sort?: string
  where?: WhereTree
}

const COMPARED: ReadonlySet<FieldModel['kind']> = new Set([
  'date',
  'instant',
  'integer',
  'number',
  'text',
])

/** Columns by which an index of the table leads, after the tenant. */
export function leadingColumns(table: TableSpec): ReadonlySet<string> {
  return new Set([
    'id',
    ...allIndexes(table).map(({ columns }) => (columns[0] ?? '').split(' ')[0] ?? ''),
  ])
}

/** Every filter and order of a collection by one field; `sample` holds a value of each, by column. */
export function casesOf(
  model: CollectionModel,
  table: TableSpec,
  sample: Readonly<Record<string, unknown>>,
): PlanCase[] {
  const leading = leadingColumns(table)

  return model.fields
    .filter(({ kind }) => kind !== 'json' && kind !== 'polymorphic')
    .flatMap((field) => [
      ...filtersOf(model, field, sample[field.column], leading.has(field.column)),
      ...ordersOf(model, field),
    ])
}

function filtersOf(
  model: CollectionModel,
  field: FieldModel,
  value: unknown,
  isIndexed: boolean,
): PlanCase[] {
  const { column, kind, path } = field
  // Half of all rows may share a value of these: the index of the order then serves better.
  const isFew = isIndexed && kind !== 'boolean' && kind !== 'choice'
  const one = (operator: string, operand: unknown, names: boolean): PlanCase => ({
    collection: model.slug,
    name: `${model.slug} ${path} ${operator}`,
    where: { [path]: { [operator]: operand } },
    ...(names && isFew ? { indexed: column } : {}),
  })

  return [
    one('equals', value, true),
    one('in', [value], true),
    one('not_equals', value, false),
    one('not_in', [value], false),
    one('exists', true, false),
    ...(field.required ? [] : [one('exists', false, path !== 'deletedAt')]),
    ...(COMPARED.has(kind)
      ? [
          one('greater_than', bound(field, 'high'), true),
          one('greater_than_equal', bound(field, 'high'), true),
          one('less_than', bound(field, 'low'), true),
          one('less_than_equal', bound(field, 'low'), true),
        ]
      : []),
    ...(kind === 'text'
      ? [one('not_like', 'zzz', false), ...wordsOf(field, value).map((v) => one(...v))]
      : []),
  ]
}

function wordsOf(field: FieldModel, value: unknown): [string, unknown, boolean][] {
  const text = String(value)

  return [
    ['like', text.slice(-30), false],
    ['contains', text.slice(-20, -4), false],
  ]
}

/** A bound that few rows lie beyond. */
function bound(field: FieldModel, end: 'high' | 'low'): unknown {
  switch (field.kind) {
    case 'date':
      return end === 'low' ? '1900-01-02' : '2300-01-01'
    case 'instant':
      return end === 'low' ? '2020-01-01T00:05:00Z' : '2300-01-01T00:00:00Z'
    case 'text':
      return `${field.path.toLowerCase()} ${end === 'low' ? '0000' : 'ffffff'}`
    default:
      return end === 'low' ? 5 : 1e9
  }
}

function ordersOf(model: CollectionModel, field: FieldModel): PlanCase[] {
  return [field.path, `-${field.path}`].map((sort) => ({
    collection: model.slug,
    name: `${model.slug} sorted by ${sort}`,
    sort,
  }))
}
