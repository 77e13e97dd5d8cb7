/** PostgreSQL types a column may have; each compares with a leakproof operator except `jsonb` and `bytea`. */
export type ColumnType =
  | 'bigint'
  | 'boolean'
  | 'bytea'
  | 'date'
  | 'double precision'
  | 'integer'
  | 'jsonb'
  | 'text'
  | 'timestamptz'
  | 'uuid'
  | 'xid8'

/** One column. `tenant_id` of a tenant table is added by the generator and never listed. */
export type ColumnSpec = {
  /** SQL of a CHECK on this column, without the word CHECK. */
  check?: string
  /** Name of a collation, for example `tenon_natural`. */
  collation?: string
  /** SQL expression. */
  default?: string
  name: string
  notNull?: boolean
  type: ColumnType
}

/** One index. On a tenant table the generator puts `tenant_id` in front. */
export type IndexSpec = {
  /** Column names, each optionally followed by ` desc`. */
  columns: readonly string[]
  unique?: boolean
  /** SQL predicate of a partial index. */
  where?: string
}

/** One foreign key. Between tenant tables it becomes `(tenant_id, column) → (tenant_id, id)`. */
export type ForeignKeySpec = {
  column: string
  onDelete: 'cascade' | 'restrict' | 'set null'
  /** The referenced table; its key column is always `id`. */
  references: string
}

/** What a login role may do with a table, besides nothing. */
export type Grants = {
  /** `tenon_app`: requests, always under row-level security. */
  app?: readonly Privilege[]
  /** `tenon_relay`: reads events across tenants. */
  relay?: readonly Privilege[]
  /** Text columns that `tenancy.search_<table>` looks in, through an index of their trigrams. */
  searchColumns?: readonly string[]
  /** Those of them that hold phone numbers, of which digits alone are looked at. */
  searchDigits?: readonly string[]
  /** `tenon_system`: the listed privileges across tenants, by a policy of its own. */
  system?: readonly Privilege[]
  /** Restricts what `tenon_system` may select, by column. */
  systemColumns?: readonly string[]
  /** `tenon_worker`: claims jobs across tenants. */
  worker?: readonly Privilege[]
}

/** A table privilege that a request may ever hold; TRUNCATE, REFERENCES and TRIGGER are not among them. */
export type Privilege = 'delete' | 'insert' | 'select' | 'update'

/** One table as data: the generator writes its DDL, keys, row-level security and grants. */
export type TableSpec = {
  columns: readonly ColumnSpec[]
  /** One sentence for `migrations/SCHEMA.md`. */
  comment: string
  foreignKeys?: readonly ForeignKeySpec[]
  grants: Grants
  indexes?: readonly IndexSpec[]
  name: string
  /** Key columns without `tenant_id`, which leads every key of a tenant table. Default: `['id']`. */
  primaryKey?: readonly string[]
  /** `tenant`: forced row-level security; `global`: no tenant, reachable only through grants. */
  tenancy: 'global' | 'tenant'
}
