import type { TableSpec } from '../kernel/schema/index.ts'

/** The tables of this module, for the migration generator. */
export const privacyTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { default: 'now()', name: 'at', notNull: true, type: 'timestamptz' },
      { name: 'actor_type', notNull: true, type: 'text' },
      { name: 'actor_id', type: 'uuid' },
      { name: 'collection', notNull: true, type: 'text' },
      { name: 'record_id', notNull: true, type: 'uuid' },
      { name: 'reason', notNull: true, type: 'text' },
      { default: "'[]'", name: 'marks', notNull: true, type: 'jsonb' },
    ],
    comment:
      'Who erased which record and why, with keyed hashes of its identifiers; never a value.',
    grants: { app: ['select', 'insert'] },
    indexes: [{ columns: ['at desc', 'id desc'] }, { columns: ['record_id'] }],
    name: 'erasures',
    tenancy: 'tenant',
  },
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { name: 'tenant_id', notNull: true, type: 'uuid' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    ],
    comment: 'Erasures about to happen; only the system role writes them, each serves one call.',
    foreignKeys: [{ column: 'tenant_id', onDelete: 'cascade', references: 'tenants' }],
    grants: { system: ['select', 'insert', 'delete'] },
    indexes: [{ columns: ['tenant_id'] }],
    name: 'erasure_permits',
    tenancy: 'global',
  },
]
