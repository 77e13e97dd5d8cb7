import type { ColumnSpec, TableSpec } from '../../kernel/schema/index.ts'
import { ident } from './names.ts'

/** The column every tenant table starts with. */
export const TENANT_COLUMN: ColumnSpec = {
  default: 'tenancy.current_tenant()',
  name: 'tenant_id',
  notNull: true,
  type: 'uuid',
}

/** All columns of a table as they stand in the database. */
export function allColumns(table: TableSpec): readonly ColumnSpec[] {
  return table.tenancy === 'tenant' ? [TENANT_COLUMN, ...table.columns] : table.columns
}

/** The key columns of a table as they stand in the database. */
export function keyColumns(table: TableSpec): readonly string[] {
  const own = table.primaryKey ?? ['id']

  return table.tenancy === 'tenant' ? ['tenant_id', ...own] : own
}

/** One column of a CREATE TABLE or ADD COLUMN. */
export function columnSql(column: ColumnSpec): string {
  return [
    ident(column.name),
    column.type,
    column.collation === undefined ? '' : `collate ${collationRef(column.collation)}`,
    column.notNull === true ? 'not null' : '',
    column.default === undefined ? '' : `default ${column.default}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function collationRef(name: string): string {
  return name.startsWith('tenon_') ? `public.${name}` : ident(name)
}
