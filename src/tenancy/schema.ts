import type { TableSpec } from '../kernel/schema/index.ts'

/** The tables of tenancy: the tenants and the hosts they answer on or want to. */
export const tenancyTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      {
        check: "slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'",
        name: 'slug',
        notNull: true,
        type: 'text',
      },
      { collation: 'tenon_natural', name: 'name', notNull: true, type: 'text' },
      {
        check: "status in ('active', 'suspended')",
        default: "'active'",
        name: 'status',
        notNull: true,
        type: 'text',
      },
      {
        check: "currency ~ '^[A-Z]{3}$'",
        default: "'EUR'",
        name: 'currency',
        notNull: true,
        type: 'text',
      },
      { default: "'UTC'", name: 'time_zone', notNull: true, type: 'text' },
      { default: "'en'", name: 'locale', notNull: true, type: 'text' },
      { default: "'{}'", name: 'modules', notNull: true, type: 'jsonb' },
      { default: 'false', name: 'require_second_factor', notNull: true, type: 'boolean' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
      { name: 'suspended_at', type: 'timestamptz' },
      { name: 'deleting_at', type: 'timestamptz' },
    ],
    comment: 'The businesses hosted on this deployment.',
    grants: { system: ['select', 'insert', 'update'] },
    indexes: [{ columns: ['slug'], unique: true }],
    name: 'tenants',
    tenancy: 'global',
  },
  {
    columns: [
      {
        check: 'host = lower(host) and length(host) between 1 and 253',
        name: 'host',
        notNull: true,
        type: 'text',
      },
      { name: 'tenant_id', notNull: true, type: 'uuid' },
      { name: 'verified_at', type: 'timestamptz' },
      { name: 'checked_at', type: 'timestamptz' },
      { default: '0', name: 'failures', notNull: true, type: 'integer' },
      { name: 'released_at', type: 'timestamptz' },
    ],
    comment: 'Hosts of their own that tenants answer on, once proved by DNS.',
    foreignKeys: [{ column: 'tenant_id', onDelete: 'cascade', references: 'tenants' }],
    grants: { system: ['select', 'insert', 'update', 'delete'] },
    indexes: [{ columns: ['tenant_id'] }],
    name: 'domains',
    primaryKey: ['host'],
    tenancy: 'global',
  },
  {
    columns: [
      { name: 'tenant_id', notNull: true, type: 'uuid' },
      {
        check: 'host = lower(host) and length(host) between 1 and 253',
        name: 'host',
        notNull: true,
        type: 'text',
      },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    ],
    comment:
      'Hosts that tenants want to answer on; any number may want one, the first proof decides.',
    foreignKeys: [{ column: 'tenant_id', onDelete: 'cascade', references: 'tenants' }],
    grants: { system: ['select', 'insert', 'delete'] },
    name: 'domain_claims',
    primaryKey: ['tenant_id', 'host'],
    tenancy: 'global',
  },
  {
    columns: [
      {
        check: 'host = lower(host) and length(host) between 1 and 253',
        name: 'host',
        notNull: true,
        type: 'text',
      },
      { name: 'released_at', notNull: true, type: 'timestamptz' },
    ],
    comment: 'Hosts of deleted tenants, which nobody can have for a while.',
    grants: { system: ['select', 'insert', 'update', 'delete'] },
    indexes: [{ columns: ['released_at'] }],
    name: 'quarantined_hosts',
    primaryKey: ['host'],
    tenancy: 'global',
  },
]
