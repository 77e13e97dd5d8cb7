import type { TableSpec } from '../kernel/schema/index.ts'

/** The tables of this module, for the migration generator. */
export const importsTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { name: 'collection', notNull: true, type: 'text' },
      { name: 'file_name', notNull: true, type: 'text' },
      { name: 'bytes', notNull: true, type: 'bigint' },
      { name: 'profile', type: 'jsonb' },
      { default: "'{}'", name: 'map', notNull: true, type: 'jsonb' },
      { name: 'plan', type: 'jsonb' },
      { default: 'false', name: 'create_missing', notNull: true, type: 'boolean' },
      { name: 'dry_run_id', type: 'uuid' },
      { name: 'run_id', type: 'uuid' },
      { name: 'created_by', type: 'uuid' },
      { name: 'api_key_id', type: 'uuid' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    ],
    comment:
      'Files that were given to be imported, how they are read, and the jobs that read them.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    indexes: [{ columns: ['created_at desc', 'id desc'] }],
    name: 'imports',
    tenancy: 'tenant',
  },
  {
    columns: [
      { name: 'job_id', notNull: true, type: 'uuid' },
      { name: 'row', notNull: true, type: 'integer' },
      {
        check: "outcome in ('created', 'changed', 'unchanged', 'refused')",
        name: 'outcome',
        notNull: true,
        type: 'text',
      },
      { name: 'record_id', type: 'uuid' },
      { name: 'title', type: 'text' },
      { default: "'[]'", name: 'changes', notNull: true, type: 'jsonb' },
      { default: "'[]'", name: 'faults', notNull: true, type: 'jsonb' },
      { default: "'[]'", name: 'near_misses', notNull: true, type: 'jsonb' },
    ],
    comment: 'What a dry run of an import found for each row of the file.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    indexes: [{ columns: ['job_id', 'outcome', 'row'] }],
    name: 'import_rows',
    primaryKey: ['job_id', 'row'],
    tenancy: 'tenant',
  },
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { name: 'collection', notNull: true, type: 'text' },
      { name: 'name', notNull: true, type: 'text' },
      { name: 'signature', notNull: true, type: 'text' },
      { name: 'map', notNull: true, type: 'jsonb' },
      { default: 'false', name: 'create_missing', notNull: true, type: 'boolean' },
      { name: 'created_by', type: 'uuid' },
      { default: 'now()', name: 'updated_at', notNull: true, type: 'timestamptz' },
    ],
    comment: 'Maps of imports that are offered again when a file with the same columns comes.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    indexes: [
      { columns: ['collection', 'name'], unique: true },
      { columns: ['collection', 'signature'] },
    ],
    name: 'import_recipes',
    tenancy: 'tenant',
  },
]
