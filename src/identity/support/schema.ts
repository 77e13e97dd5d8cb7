import type { TableSpec } from '../../kernel/schema/index.ts'

/** The table of support access: who of the platform's staff came in, why, and until when. */
export const supportTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { name: 'account_id', notNull: true, type: 'uuid' },
      { name: 'staff_name', notNull: true, type: 'text' },
      { name: 'staff_email', notNull: true, type: 'text' },
      { check: 'length(reason) between 1 and 500', name: 'reason', notNull: true, type: 'text' },
      { name: 'code_hash', notNull: true, type: 'text' },
      { default: 'now()', name: 'started_at', notNull: true, type: 'timestamptz' },
      { name: 'entered_at', type: 'timestamptz' },
      { name: 'expires_at', notNull: true, type: 'timestamptz' },
      { name: 'ended_at', type: 'timestamptz' },
      { name: 'ended_by', type: 'uuid' },
    ],
    comment: 'Times for which staff of the platform may act in a tenant, each with its reason.',
    grants: { app: ['select', 'update'], system: ['insert', 'select', 'update'] },
    indexes: [
      { columns: ['started_at desc', 'id desc'] },
      { columns: ['code_hash'], unique: true },
      { columns: ['expires_at'], where: 'ended_at is null' },
    ],
    name: 'support_sessions',
    tenancy: 'tenant',
  },
]
