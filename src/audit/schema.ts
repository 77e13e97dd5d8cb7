import type { TableSpec } from '../kernel/schema/index.ts'

/** The tables of the audits, of tenants and of the platform: rows are added and read, by nobody ever changed. */
export const auditTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { default: 'now()', name: 'at', notNull: true, type: 'timestamptz' },
      {
        check: "kind ~ '^[a-z-]+\\.[a-z-]+$'",
        name: 'kind',
        notNull: true,
        type: 'text',
      },
      {
        check: "actor_type in ('api_key', 'support', 'system', 'user', 'workflow')",
        name: 'actor_type',
        notNull: true,
        type: 'text',
      },
      { name: 'actor_id', type: 'uuid' },
      { name: 'subject', type: 'text' },
      { name: 'address_range', type: 'text' },
      { name: 'user_agent', type: 'text' },
      { default: "'{}'", name: 'facts', notNull: true, type: 'jsonb' },
      { name: 'correlation_id', type: 'text' },
    ],
    comment:
      'Who did what that a tenant must be able to look up: sign-ins, rights, exports, support.',
    grants: { app: ['insert', 'select'], system: ['insert'] },
    indexes: [
      { columns: ['at desc', 'id desc'] },
      { columns: ['actor_id', 'at desc', 'id desc'] },
      { columns: ['kind', 'at desc', 'id desc'] },
    ],
    name: 'audit_entries',
    tenancy: 'tenant',
  },
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { default: 'now()', name: 'at', notNull: true, type: 'timestamptz' },
      {
        check: "kind ~ '^[a-z-]+\\.[a-z-]+$'",
        name: 'kind',
        notNull: true,
        type: 'text',
      },
      { name: 'account_id', type: 'uuid' },
      { name: 'subject', type: 'text' },
      { name: 'address_range', type: 'text' },
      { name: 'user_agent', type: 'text' },
      { default: "'{}'", name: 'facts', notNull: true, type: 'jsonb' },
      { name: 'correlation_id', type: 'text' },
    ],
    comment: "How the platform's staff signed in and out, and what they did to second factors.",
    grants: { system: ['insert', 'select'] },
    indexes: [{ columns: ['at desc', 'id desc'] }, { columns: ['kind', 'at desc', 'id desc'] }],
    name: 'platform_audit_entries',
    tenancy: 'global',
  },
]
