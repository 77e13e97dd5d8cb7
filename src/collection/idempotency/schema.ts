import type { TableSpec } from '../../kernel/schema/index.ts'

/** The table of answers that are given again instead of writing twice. */
export const idempotencyTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'owner', notNull: true, type: 'text' },
      { name: 'key', notNull: true, type: 'text' },
      { name: 'request_hash', notNull: true, type: 'text' },
      { name: 'status', notNull: true, type: 'integer' },
      { name: 'body', notNull: true, type: 'text' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    ],
    comment: 'Answers to writes that carried an idempotency key, kept for 24 hours.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    indexes: [{ columns: ['created_at'] }],
    name: 'idempotency_keys',
    primaryKey: ['owner', 'key'],
    tenancy: 'tenant',
  },
]
