import type { ColumnSpec, TableSpec } from '../../kernel/schema/index.ts'
import type { SchemaModel } from '../types.ts'
import { canonical } from './canonical.ts'
import { allColumns, columnSql, keyColumns } from './columns.ts'
import { checkName, foreignKeyName, ident, indexName, tableRef } from './names.ts'
import type { PolicyForm } from './securitySql.ts'
import { createPolicySql, grantSql, policiesOf, rowSecuritySql } from './securitySql.ts'
import {
  addCheckSql,
  addForeignKeySql,
  allIndexes,
  commentSql,
  createIndexSql,
  createTableSql,
} from './tableSql.ts'
import { validateModel } from './validateModel.ts'

/** What a plan may do beside adding. */
export type PlanOptions = PolicyForm & {
  /** Default false: changes that lose data are listed but not written. */
  allowDestructive?: boolean
  /** Default false: tables and columns that are no longer wanted stay, and are no destructive change. */
  keepUnwanted?: boolean
}

/** The way from one model to the next: its statements, and what in it would lose data. */
export type MigrationPlan = {
  destructive: readonly string[]
  statements: readonly string[]
}

type Draft = {
  drops: string[]
  destructive: string[]
  foreignKeys: string[]
  structure: string[]
  tables: string[]
}

/** Plans the statements that turn a database of the previous model into one of the next. */
export function planMigration(
  previous: SchemaModel,
  next: SchemaModel,
  options: PlanOptions = {},
): MigrationPlan {
  validateModel(next.tables)
  const known = new Map(previous.tables.map((table) => [table.name, table]))
  const wanted = new Set(next.tables.map((table) => table.name))
  const draft: Draft = { destructive: [], drops: [], foreignKeys: [], structure: [], tables: [] }
  for (const table of next.tables) {
    const before = known.get(table.name)
    if (before === undefined) {
      planNewTable(table, draft, options)
    } else {
      planChangedTable(before, table, draft, options)
    }
  }
  for (const table of previous.tables.filter(({ name }) => !wanted.has(name))) {
    planDestructive(draft, options, `table ${table.name} is dropped`, [
      `drop table ${tableRef(table.name)};`,
    ])
  }
  const routines = changedRoutines(previous, next)
  const statements = [
    ...routines.filter(({ phase }) => phase === 'before').map(({ sql }) => sql),
    ...draft.drops,
    ...draft.tables,
    ...draft.structure,
    ...draft.foreignKeys,
    ...routines.filter(({ phase }) => phase === 'after').map(({ sql }) => sql),
  ]

  return { destructive: draft.destructive, statements }
}

function changedRoutines(previous: SchemaModel, next: SchemaModel): SchemaModel['routines'] {
  const known = new Map(previous.routines.map(({ name, sql }) => [name, sql]))

  return next.routines.filter(({ name, sql }) => known.get(name) !== sql)
}

function planDestructive(
  draft: Draft,
  options: PlanOptions,
  change: string,
  statements: readonly string[],
): void {
  if (options.keepUnwanted === true) {
    return
  }
  draft.destructive.push(change)
  if (options.allowDestructive === true) {
    draft.drops.push(...statements)
  }
}

function planNewTable(table: TableSpec, draft: Draft, options: PlanOptions): void {
  draft.tables.push(createTableSql(table), commentSql(table))
  draft.structure.push(
    ...allIndexes(table).map((index) => createIndexSql(table, index)),
    ...rowSecuritySql(table, options),
    ...grantSql(table),
  )
  draft.foreignKeys.push(...(table.foreignKeys ?? []).map((key) => addForeignKeySql(table, key)))
}

function planChangedTable(
  before: TableSpec,
  table: TableSpec,
  draft: Draft,
  options: PlanOptions,
): void {
  if (before.tenancy !== table.tenancy || keyColumns(before).join() !== keyColumns(table).join()) {
    draft.destructive.push(`table ${table.name} changes its key or its tenancy`)

    return
  }
  if (before.comment !== table.comment) {
    draft.structure.push(commentSql(table))
  }
  // Keys and indexes that go must be gone before the columns they stand on.
  planForeignKeys(before, table, draft)
  planIndexes(before, table, draft)
  planColumns(before, table, draft, options)
  planPolicies(before, table, draft, options)
  if (canonical(before.grants) !== canonical(table.grants)) {
    draft.structure.push(...grantSql(table))
  }
}

function planForeignKeys(before: TableSpec, table: TableSpec, draft: Draft): void {
  const known = new Map((before.foreignKeys ?? []).map((key) => [foreignKeyName(before, key), key]))
  const wanted = new Map((table.foreignKeys ?? []).map((key) => [foreignKeyName(table, key), key]))
  const same = (name: string) => canonical(known.get(name)) === canonical(wanted.get(name))
  for (const name of known.keys()) {
    if (!same(name)) {
      draft.drops.push(`alter table ${tableRef(table.name)} drop constraint ${name};`)
    }
  }
  for (const [name, key] of wanted) {
    if (!same(name)) {
      draft.foreignKeys.push(addForeignKeySql(table, key))
    }
  }
}

function planIndexes(before: TableSpec, table: TableSpec, draft: Draft): void {
  const known = new Set(allIndexes(before).map((index) => indexName(before, index)))
  const wanted = new Map(allIndexes(table).map((index) => [indexName(table, index), index]))
  for (const name of known) {
    if (!wanted.has(name)) {
      draft.drops.push(`drop index public.${name};`)
    }
  }
  for (const [name, index] of wanted) {
    if (!known.has(name)) {
      draft.structure.push(createIndexSql(table, index))
    }
  }
}

function planColumns(
  before: TableSpec,
  table: TableSpec,
  draft: Draft,
  options: PlanOptions,
): void {
  const ref = tableRef(table.name)
  const known = new Map(before.columns.map((column) => [column.name, column]))
  const wanted = new Set(allColumns(table).map((column) => column.name))
  for (const column of table.columns) {
    const old = known.get(column.name)
    if (old === undefined) {
      planNewColumn(table, column, draft, options)
    } else {
      planChangedColumn(table, old, column, draft, options)
    }
  }
  for (const column of before.columns.filter(({ name }) => !wanted.has(name))) {
    if (options.keepUnwanted === true && column.notNull === true && column.default === undefined) {
      // Nobody fills the column any more, so it must not hold up new rows.
      draft.structure.push(`alter table ${ref} alter column ${ident(column.name)} drop not null;`)
    }
    planDestructive(draft, options, `column ${table.name}.${column.name} is dropped`, [
      `alter table ${ref} drop column ${ident(column.name)};`,
    ])
  }
}

function planNewColumn(
  table: TableSpec,
  column: ColumnSpec,
  draft: Draft,
  options: PlanOptions,
): void {
  const ref = tableRef(table.name)
  if (column.notNull === true && column.default === undefined) {
    draft.destructive.push(`column ${table.name}.${column.name} is required but has no default`)
    if (options.allowDestructive !== true) {
      return
    }
  }
  draft.tables.push(`alter table ${ref} add column ${columnSql(column)};`)
  if (column.check !== undefined) {
    draft.structure.push(addCheckSql(table, column))
  }
}

function planChangedColumn(
  table: TableSpec,
  old: ColumnSpec,
  column: ColumnSpec,
  draft: Draft,
  options: PlanOptions,
): void {
  const alter = `alter table ${tableRef(table.name)}`
  const name = ident(column.name)
  if (old.type !== column.type || old.collation !== column.collation) {
    draft.destructive.push(`column ${table.name}.${name} changes its type`)
    if (options.allowDestructive === true) {
      const collation = column.collation === undefined ? {} : { collation: column.collation }
      const type = columnSql({ ...collation, name: column.name, type: column.type })
      draft.structure.push(
        `${alter} alter column ${name} type ${type.slice(name.length + 1)} using ${name}::${column.type};`,
      )
    }
  }
  if (old.check !== column.check) {
    if (old.check !== undefined) {
      draft.structure.push(`${alter} drop constraint ${checkName(table, old)};`)
    }
    if (column.check !== undefined) {
      draft.structure.push(addCheckSql(table, column))
    }
  }
  if (old.default !== column.default) {
    const action = column.default === undefined ? 'drop default' : `set default ${column.default}`
    draft.structure.push(`${alter} alter column ${name} ${action};`)
  }
  if ((old.notNull ?? false) !== (column.notNull ?? false)) {
    const action = column.notNull === true ? 'set' : 'drop'
    draft.structure.push(`${alter} alter column ${name} ${action} not null;`)
  }
}

function planPolicies(
  before: TableSpec,
  table: TableSpec,
  draft: Draft,
  options: PlanOptions,
): void {
  const known = new Map(policiesOf(before, options).map((policy) => [policy.name, policy]))
  const wanted = new Map(policiesOf(table, options).map((policy) => [policy.name, policy]))
  const same = (name: string) => canonical(known.get(name)) === canonical(wanted.get(name))
  for (const name of known.keys()) {
    if (!same(name)) {
      draft.structure.push(`drop policy ${name} on ${tableRef(table.name)};`)
    }
  }
  for (const [name, policy] of wanted) {
    if (!same(name)) {
      draft.structure.push(createPolicySql(table, policy))
    }
  }
}
