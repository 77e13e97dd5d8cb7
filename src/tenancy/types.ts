import type { TableSpec } from '../kernel/schema/index.ts'

/** A function, schema or collation that stands beside the tables, as text that may run again. */
export type Routine = {
  name: string
  /** `before`: the tables need it; `after`: it needs the tables. */
  phase: 'after' | 'before'
  sql: string
}

/** All a database is made of, as data. */
export type SchemaModel = {
  routines: readonly Routine[]
  tables: readonly TableSpec[]
}

/** Runs one statement and gives its rows; a `pg` client or pool fits behind it. */
export type Query = <T extends Record<string, unknown> = Record<string, unknown>>(
  text: string,
  values?: readonly unknown[],
) => Promise<T[]>
