import type { TableSpec } from '../kernel/schema/index.ts'

const domainEvents: TableSpec = {
  columns: [
    { name: 'id', notNull: true, type: 'uuid' },
    { name: 'type', notNull: true, type: 'text' },
    { default: '1', name: 'version', notNull: true, type: 'integer' },
    { name: 'collection', notNull: true, type: 'text' },
    { name: 'record_id', notNull: true, type: 'uuid' },
    { name: 'record_version', notNull: true, type: 'bigint' },
    {
      check: "op in ('create', 'update', 'trash', 'restore', 'delete')",
      name: 'op',
      notNull: true,
      type: 'text',
    },
    { name: 'before', type: 'jsonb' },
    { name: 'after', type: 'jsonb' },
    {
      check: "actor_type in ('user', 'api_key', 'workflow', 'support', 'system')",
      name: 'actor_type',
      notNull: true,
      type: 'text',
    },
    { name: 'actor_id', type: 'uuid' },
    { name: 'batch_id', type: 'uuid' },
    { name: 'correlation_id', type: 'text' },
    { default: 'pg_current_xact_id()', name: 'xid', notNull: true, type: 'xid8' },
    { default: 'now()', name: 'occurred_at', notNull: true, type: 'timestamptz' },
  ],
  comment:
    'One row per change of a record, written in the transaction of the change, never altered.',
  grants: { app: ['select', 'insert'], relay: ['select'] },
  indexes: [
    { columns: ['record_id', 'record_version'] },
    { columns: ['batch_id', 'id'], where: 'batch_id is not null' },
    { columns: ['xid', 'id'] },
  ],
  name: 'domain_events',
  tenancy: 'tenant',
}

/** The tables of this module, for the migration generator. */
export const eventsTables: readonly TableSpec[] = [domainEvents]
