import type { CollectionModel, FieldModel, WhereTree } from '../../src/collection/index.ts'
import type { TableSpec } from '../../src/kernel/schema/index.ts'
import { allIndexes } from '../../src/tenancy/ddl/tableSql.ts'
import { WHALE_ROWS } from './planGateSeed.ts'

/** One list as the API can be asked for it. */
export type PlanCase = {
  /** A cursor to read on from. */
  after?: string
  before?: string
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

/** The fields of a collection that a list can be asked by. */
export function listableFields(model: CollectionModel): readonly FieldModel[] {
  return model.fields.filter(
    ({ kind, path }) => kind !== 'json' && kind !== 'polymorphic' && path !== 'deletedAt',
  )
}

/**
 * Every filter and order of a collection by a field that an index serves; `sample` holds a value of
 * each, by column.
 */
export function casesOf(
  model: CollectionModel,
  table: TableSpec,
  sample: Readonly<Record<string, unknown>>,
): PlanCase[] {
  const leading = leadingColumns(table)

  return listableFields(model)
    .filter(({ column }) => leading.has(column))
    .flatMap((field) => [
      ...filtersOf(model, field, sample[field.column]),
      ...ordersOf(model, field),
    ])
}

function filtersOf(model: CollectionModel, field: FieldModel, value: unknown): PlanCase[] {
  const { column, kind, path } = field
  // Half of all rows may share a value of these: the index of the order then serves better.
  const hasFewValues =
    kind === 'relation' && WHALE_ROWS[field.relationTo ?? 'accounts'] === undefined
  const isFew = kind !== 'boolean' && kind !== 'choice' && !hasFewValues
  const one = (operator: string, operand: unknown, namesFew = true): PlanCase => ({
    collection: model.slug,
    name: `${model.slug} ${path} ${operator}`,
    where: { [path]: { [operator]: operand } },
    ...(namesFew && isFew ? { indexed: column } : {}),
  })

  return [
    one('equals', value),
    one('in', [value]),
    one('not_equals', value, false),
    one('not_in', [value], false),
    one('exists', true, false),
    ...(field.required ? [] : [one('exists', false)]),
    ...(COMPARED.has(kind)
      ? [
          one('greater_than', bound(field, 'high')),
          one('greater_than_equal', bound(field, 'high')),
          one('less_than', bound(field, 'low')),
          one('less_than_equal', bound(field, 'low')),
        ]
      : []),
    ...(model.searchFields.includes(path)
      ? [
          { ...one('like', String(value).slice(-30)), indexed: 'id' },
          { ...one('contains', String(value).slice(-20, -4)), indexed: 'id' },
        ]
      : []),
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

/** Filters that follow relations, and the searches that the screens make. */
export const FURTHER_CASES: readonly PlanCase[] = [
  {
    collection: 'contacts',
    indexed: 'name',
    name: 'contacts of the company of a name',
    where: { 'company.name': { equals: 'name 1234' } },
  },
  {
    collection: 'contacts',
    indexed: 'company_id',
    name: 'contacts of the companies whose name has a word',
    where: { 'company.name': { like: 'n12345' } },
  },
  {
    collection: 'deals',
    name: 'deals in stages of a kind',
    where: { 'stage.kind': { equals: 'won' } },
  },
  {
    collection: 'deals',
    indexed: 'name',
    name: 'deals of the owner of a name',
    where: { 'owner.name': { equals: 'Nobody' } },
  },
  {
    collection: 'contacts',
    indexed: 'id',
    name: 'contacts found by the search box',
    where: { or: [{ name: { like: 'n123456' } }, { email: { like: 'n123456' } }] },
  },
  {
    collection: 'contacts',
    indexed: 'id',
    name: 'contacts found by two words, newest first',
    where: { and: [{ name: { like: 'name n54321' } }, { lastName: { exists: true } }] },
  },
]
