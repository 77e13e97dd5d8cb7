import type { ColumnSpec, TableSpec } from '../../kernel/schema/index.ts'
import { canonical } from '../ddl/canonical.ts'
import type { SchemaModel } from '../types.ts'

const EMPTY: SchemaModel = { routines: [], tables: [] }

/**
 * The model a database stands at after the wanted tables were added to it: the wanted ones, and with
 * them the tables and columns that nobody wants any more, which keep their data.
 */
export function carryUnwanted(actual: SchemaModel, wanted: SchemaModel): SchemaModel {
  return merge(actual, wanted, EMPTY, (before, table) => ({
    ...table,
    columns: [...table.columns, ...extraColumns(before, table, undefined).map(released)],
  }))
}

/**
 * The model a database stands at after the stream took it from `base` to `next`: what plugins had
 * added to it outside the stream is still there.
 */
export function carryAdditions(
  actual: SchemaModel,
  base: SchemaModel,
  next: SchemaModel,
): SchemaModel {
  const baseTables = new Map(base.tables.map((table) => [table.name, table]))

  return merge(actual, next, base, (before, table) => {
    const old = baseTables.get(table.name)

    return {
      ...table,
      columns: [
        ...table.columns.map((column) => unlessChanged(before, old, column)),
        ...extraColumns(before, table, old),
      ],
      foreignKeys: [
        ...(table.foreignKeys ?? []),
        ...notIn(before.foreignKeys, [table.foreignKeys, old?.foreignKeys]),
      ],
      indexes: [...(table.indexes ?? []), ...notIn(before.indexes, [table.indexes, old?.indexes])],
    }
  })
}

function merge(
  actual: SchemaModel,
  next: SchemaModel,
  base: SchemaModel,
  combine: (before: TableSpec, table: TableSpec) => TableSpec,
): SchemaModel {
  const known = new Map(actual.tables.map((table) => [table.name, table]))
  const settled = new Set([...next.tables, ...base.tables].map((table) => table.name))
  const routines = new Set([...next.routines, ...base.routines].map(({ name }) => name))

  return {
    routines: [...next.routines, ...actual.routines.filter(({ name }) => !routines.has(name))],
    tables: [
      ...next.tables.map((table) => {
        const before = known.get(table.name)

        return before === undefined ? table : combine(before, table)
      }),
      ...actual.tables.filter(({ name }) => !settled.has(name)),
    ],
  }
}

function extraColumns(
  before: TableSpec,
  table: TableSpec,
  old: TableSpec | undefined,
): readonly ColumnSpec[] {
  const settled = new Set([...table.columns, ...(old?.columns ?? [])].map(({ name }) => name))

  return before.columns.filter(({ name }) => !settled.has(name))
}

function released(column: ColumnSpec): ColumnSpec {
  return column.default === undefined ? { ...column, notNull: false } : column
}

function unlessChanged(
  before: TableSpec,
  old: TableSpec | undefined,
  column: ColumnSpec,
): ColumnSpec {
  const was = old?.columns.find(({ name }) => name === column.name)
  const is = before.columns.find(({ name }) => name === column.name)

  return is !== undefined && canonical(was) === canonical(column) ? is : column
}

function notIn<T>(
  candidates: readonly T[] | undefined,
  settled: readonly (readonly T[] | undefined)[],
): readonly T[] {
  const known = new Set(settled.flatMap((list) => (list ?? []).map((entry) => canonical(entry))))

  return (candidates ?? []).filter((entry) => !known.has(canonical(entry)))
}
