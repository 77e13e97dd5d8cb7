import { createHash } from 'node:crypto'

import type { ColumnSpec, ForeignKeySpec, IndexSpec, TableSpec } from '../../kernel/schema/index.ts'

const MAX_BYTES = 63

/** A name PostgreSQL keeps whole: what is too long ends in a hash of all of it. */
export function boundedName(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) {
    return name
  }

  return `${name.slice(0, MAX_BYTES - 9)}_${hash(name)}`
}

/** The name of a table's primary key. */
export function primaryKeyName(table: TableSpec): string {
  return boundedName(`${table.name}_pkey`)
}

/** The name of the check of a column. */
export function checkName(table: TableSpec, column: ColumnSpec): string {
  return boundedName(`${table.name}_${column.name}_check`)
}

/** The name of a foreign key. */
export function foreignKeyName(table: TableSpec, key: ForeignKeySpec): string {
  return boundedName(`${table.name}_${key.column}_fkey`)
}

/** The name of an index, telling apart all that differ in columns, uniqueness or predicate. */
export function indexName(table: TableSpec, index: IndexSpec): string {
  const columns = index.columns.map((column) => column.replaceAll(/\W+/g, '_')).join('_')
  const predicate = index.where === undefined ? '' : `_${hash(index.where)}`

  return boundedName(
    `${table.name}_${columns}${predicate}_${index.unique === true ? 'key' : 'idx'}`,
  )
}

/** A table name with its schema, quoted where SQL needs it. */
export function tableRef(name: string): string {
  return `public.${ident(name)}`
}

/** An identifier, quoted unless it is plain. */
export function ident(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name)
    ? name
    : `"${name.replaceAll('"', '""')}"`
}

const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between binary both case cast check
  collate collation column concurrently constraint create cross current_date current_role current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for
  foreign freeze from full grant group having ilike in initially inner intersect into is isnull join
  lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or
  order outer overlaps placing primary references returning right select session_user similar some
  symmetric system_user table tablesample then to trailing true union unique user using variadic verbose
  when where window with`.split(/\s+/),
)

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
