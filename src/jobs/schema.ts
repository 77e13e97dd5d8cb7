import type { TableSpec } from '../kernel/schema/index.ts'

const jobs: TableSpec = {
  columns: [
    { name: 'id', notNull: true, type: 'uuid' },
    { name: 'kind', notNull: true, type: 'text' },
    {
      check: "state in ('queued', 'running', 'done', 'failed', 'cancelled')",
      default: "'queued'",
      name: 'state',
      notNull: true,
      type: 'text',
    },
    { default: "'{}'", name: 'input', notNull: true, type: 'jsonb' },
    { name: 'cursor', type: 'jsonb' },
    { default: '0', name: 'progress_done', notNull: true, type: 'bigint' },
    { name: 'progress_total', type: 'bigint' },
    { name: 'result', type: 'jsonb' },
    { name: 'error', type: 'jsonb' },
    { default: '0', name: 'attempts', notNull: true, type: 'integer' },
    { default: '5', name: 'max_attempts', notNull: true, type: 'integer' },
    { default: 'now()', name: 'run_after', notNull: true, type: 'timestamptz' },
    { name: 'lease_until', type: 'timestamptz' },
    { name: 'lease_owner', type: 'text' },
    { default: '0', name: 'epoch', notNull: true, type: 'bigint' },
    { name: 'correlation_id', type: 'text' },
    { name: 'created_by', type: 'uuid' },
    { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    { default: 'now()', name: 'updated_at', notNull: true, type: 'timestamptz' },
    { name: 'finished_at', type: 'timestamptz' },
  ],
  comment: 'Long work in resumable steps, held by a lease and fenced by an epoch.',
  grants: {
    app: ['select', 'insert', 'update'],
    system: ['select', 'update'],
    worker: ['select', 'update'],
  },
  indexes: [
    { columns: ['state', 'run_after'], where: "state in ('queued', 'running')" },
    { columns: ['created_at desc'] },
  ],
  name: 'jobs',
  tenancy: 'tenant',
}

/** The tables of this module, for the migration generator. */
export const jobsTables: readonly TableSpec[] = [jobs]
