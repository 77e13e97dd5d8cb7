import type { ColumnSpec, ForeignKeySpec, IndexSpec, TableSpec } from '../../kernel/schema/index.ts'
import { allColumns, columnSql, keyColumns } from './columns.ts'
import { checkName, foreignKeyName, ident, indexName, primaryKeyName, tableRef } from './names.ts'

/** The CREATE TABLE of a table, with its key and checks; the key leads with the tenant. */
export function createTableSql(table: TableSpec): string {
  const parts = [
    ...allColumns(table).map(columnSql),
    `constraint ${primaryKeyName(table)} primary key (${keyColumns(table).map(ident).join(', ')})`,
    ...table.columns
      .filter((column) => column.check !== undefined)
      .map((column) => `constraint ${checkName(table, column)} check (${column.check ?? ''})`),
  ]

  return `create table ${tableRef(table.name)} (\n  ${parts.join(',\n  ')}\n);`
}

/** The COMMENT of a table. */
export function commentSql(table: TableSpec): string {
  return `comment on table ${tableRef(table.name)} is '${table.comment.replaceAll("'", "''")}';`
}

/** Adds the check of a column. */
export function addCheckSql(table: TableSpec, column: ColumnSpec): string {
  return `alter table ${tableRef(table.name)} add constraint ${checkName(table, column)} check (${column.check ?? ''});`
}

/** Creates an index; on a tenant table it leads with the tenant. */
export function createIndexSql(table: TableSpec, index: IndexSpec): string {
  const columns = index.columns.map((column) => {
    const [name = '', ...order] = column.split(' ')

    return [ident(name), ...order].join(' ')
  })
  const all = table.tenancy === 'tenant' ? ['tenant_id', ...columns] : columns
  const unique = index.unique === true ? 'unique ' : ''
  const where = index.where === undefined ? '' : ` where ${index.where}`

  return `create ${unique}index ${indexName(table, index)} on ${tableRef(table.name)} (${all.join(', ')})${where};`
}

/** Adds a foreign key; between tenant tables it binds both ends to the same tenant. */
export function addForeignKeySql(table: TableSpec, key: ForeignKeySpec): string {
  const column = ident(key.column)
  const tenant = table.tenancy === 'tenant'
  const ends = tenant ? [`tenant_id, ${column}`, 'tenant_id, id'] : [column, 'id']
  // Setting the tenant to null as well would fail, so only the reference itself is cleared.
  const action = key.onDelete === 'set null' ? `set null (${column})` : key.onDelete

  return (
    `alter table ${tableRef(table.name)} add constraint ${foreignKeyName(table, key)} ` +
    `foreign key (${ends[0] ?? ''}) references ${tableRef(key.references)} (${ends[1] ?? ''}) on delete ${action};`
  )
}

/** The declared indexes and one for each foreign key that none of them serves. */
export function allIndexes(table: TableSpec): readonly IndexSpec[] {
  const declared = table.indexes ?? []
  const key = table.primaryKey ?? ['id']
  const served = new Set([
    ...(key[0] === undefined ? [] : [key[0]]),
    ...declared
      .filter((index) => index.where === undefined)
      .map((index) => (index.columns[0] ?? '').split(' ')[0] ?? ''),
  ])
  const missing = (table.foreignKeys ?? []).filter(({ column }) => !served.has(column))
  const columns = [...new Set(missing.map(({ column }) => column))]

  return [...declared, ...columns.map((column) => ({ columns: [column] }))]
}
