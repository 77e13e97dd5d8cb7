import type { SchemaModel } from '../types.ts'

/** One privilege of one role on an object; the grantee of PUBLIC is `public`. */
export type Privileged = { grantee: string; privilege: string }

/** A table, view, sequence or the like outside PostgreSQL's own schemas. */
export type Relation = {
  columns: readonly Column[]
  constraints: readonly Constraint[]
  forced: boolean
  grants: readonly Privileged[]
  indexes: readonly Index[]
  kind: 'foreign' | 'materialised' | 'sequence' | 'table' | 'view'
  name: string
  options: readonly string[]
  owner: string
  policies: readonly Policy[]
  /** True when row-level security is enabled. */
  protected: boolean
  /** Rewrite rules beside the one that makes a view. */
  rules: readonly string[]
  schema: string
  triggers: readonly { disabled: boolean; internal: boolean; name: string }[]
}

/** A column of a relation. */
export type Column = {
  default: string | null
  grants: readonly Privileged[]
  name: string
  notNull: boolean
  type: string
}

/** A key or check of a table. */
export type Constraint = {
  columns: readonly string[]
  kind: 'check' | 'exclusion' | 'foreign' | 'other' | 'primary' | 'unique'
  name: string
  references: string | null
  referencedColumns: readonly string[]
  valid: boolean
}

/** An index of a table; an expression stands as null among its columns. */
export type Index = {
  columns: readonly (string | null)[]
  name: string
  unique: boolean
}

/** A policy of a table. */
export type Policy = {
  check: string | null
  command: string
  name: string
  permissive: boolean
  roles: readonly string[]
  using: string | null
}

/** A function outside PostgreSQL's own schemas and outside extensions. */
export type Routine = {
  body: string
  config: readonly string[]
  definer: boolean
  grants: readonly Privileged[]
  language: string
  leakproof: boolean
  name: string
  owner: string
  schema: string
  signature: string
}

/** A role of ours. */
export type Role = {
  attributes: readonly string[]
  memberOf: readonly string[]
  name: string
  settings: readonly string[]
}

/** What the catalog of a database says, and what it should say. */
export type Catalog = {
  /** `role: privilege` on the database itself. */
  databaseGrants: readonly { privilege: string; role: string }[]
  defaultGrants: readonly Privileged[]
  /** Functions of PostgreSQL that requests must not call and yet may. */
  deniedFunctions: readonly { role: string; signature: string }[]
  languages: readonly { name: string; role: string }[]
  model: SchemaModel
  parameterGrants: readonly { parameter: string; role: string }[]
  relations: readonly Relation[]
  roles: readonly Role[]
  routines: readonly Routine[]
  schemaGrants: readonly { privilege: string; role: string; schema: string }[]
}

/** What a rule found wrong. */
export type Finding = { fix: string; message: string; object: string }

/** One rule of the gate. */
export type Rule = { check: (catalog: Catalog) => readonly Finding[]; id: string }

/** A finding with the rule that made it; residue is what this server does not let us mend. */
export type Violation = Finding & { residue: boolean; rule: string }
