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
    { name: 'api_key_id', type: 'uuid' },
    { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    { default: 'now()', name: 'updated_at', notNull: true, type: 'timestamptz' },
    { name: 'finished_at', type: 'timestamptz' },
  ],
  comment: 'Long work in resumable steps, held by a lease and fenced by an epoch.',
  grants: {
    app: ['select', 'insert', 'update', 'delete'],
    system: ['select', 'update'],
    worker: ['select', 'update'],
  },
  indexes: [
    { columns: ['state', 'run_after'], where: "state in ('queued', 'running')" },
    { columns: ['created_at desc'] },
    { columns: ['finished_at desc'], where: "state = 'failed'" },
  ],
  name: 'jobs',
  tenancy: 'tenant',
}

const jobRows: TableSpec = {
  columns: [
    { name: 'job_id', notNull: true, type: 'uuid' },
    { name: 'position', notNull: true, type: 'bigint' },
    { name: 'input', type: 'jsonb' },
    { name: 'result', type: 'jsonb' },
  ],
  comment: 'The rows that a job was given or has found, each with what became of it.',
  foreignKeys: [{ column: 'job_id', onDelete: 'cascade', references: 'jobs' }],
  grants: { app: ['select', 'insert', 'update', 'delete'] },
  name: 'job_rows',
  primaryKey: ['job_id', 'position'],
  tenancy: 'tenant',
}

const scheduleRuns: TableSpec = {
  columns: [
    { name: 'schedule', notNull: true, type: 'text' },
    { name: 'period', notNull: true, type: 'text' },
    { name: 'job_id', notNull: true, type: 'uuid' },
    { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
  ],
  comment: 'The periods for which a schedule has queued its job; one row is one claim.',
  grants: { app: ['select', 'insert', 'delete'] },
  indexes: [{ columns: ['created_at'] }],
  name: 'schedule_runs',
  primaryKey: ['schedule', 'period'],
  tenancy: 'tenant',
}

/** The tables of this module, for the migration generator. */
export const jobsTables: readonly TableSpec[] = [jobs, jobRows, scheduleRuns]
