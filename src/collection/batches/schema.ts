import type { TableSpec } from '../../kernel/schema/index.ts'

/** The table of batches. */
export const batchTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { check: "kind in ('bulk', 'import', 'undo')", name: 'kind', notNull: true, type: 'text' },
      { name: 'label', notNull: true, type: 'text' },
      { name: 'actor_type', notNull: true, type: 'text' },
      { name: 'actor_id', type: 'uuid' },
      {
        check: "state in ('running', 'done')",
        default: "'running'",
        name: 'state',
        notNull: true,
        type: 'text',
      },
      { default: "'{}'", name: 'counts', notNull: true, type: 'jsonb' },
      { name: 'undoes', type: 'uuid' },
      { name: 'undone_by', type: 'uuid' },
      { default: 'now()', name: 'started_at', notNull: true, type: 'timestamptz' },
      { name: 'closed_at', type: 'timestamptz' },
    ],
    comment: 'Imports, bulk changes and undos; the id is the batch_id of their change rows.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    indexes: [{ columns: ['actor_id', 'id'] }],
    name: 'batches',
    tenancy: 'tenant',
  },
]
