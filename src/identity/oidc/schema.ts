import type { TableSpec } from '../../kernel/schema/index.ts'

const everything = ['delete', 'insert', 'select', 'update'] as const

/** The tables of signing in through a tenant's identity providers. */
export const oidcTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { check: 'length(label) between 1 and 60', name: 'label', notNull: true, type: 'text' },
      { name: 'issuer', notNull: true, type: 'text' },
      { name: 'client_id', notNull: true, type: 'text' },
      { name: 'client_secret', type: 'text' },
      { default: "'[]'", name: 'email_domains', notNull: true, type: 'jsonb' },
      { default: 'false', name: 'create_users', notNull: true, type: 'boolean' },
      { name: 'role_id', type: 'uuid' },
      { default: 'true', name: 'enabled', notNull: true, type: 'boolean' },
      { default: 'false', name: 'is_only', notNull: true, type: 'boolean' },
      { default: 'false', name: 'trust_second_factor', notNull: true, type: 'boolean' },
      { name: 'created_by', type: 'uuid' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    ],
    comment: 'OpenID Connect providers through which the people of a tenant sign in.',
    foreignKeys: [
      { column: 'role_id', onDelete: 'set null', references: 'roles' },
      { column: 'created_by', onDelete: 'set null', references: 'users' },
    ],
    grants: {
      app: everything,
      system: ['select'],
      systemColumns: ['tenant_id', 'id', 'enabled', 'is_only'],
    },
    indexes: [{ columns: ['role_id'] }, { columns: ['created_by'] }],
    name: 'identity_providers',
    tenancy: 'tenant',
  },
  {
    columns: [
      { name: 'tenant_id', notNull: true, type: 'uuid' },
      { name: 'issuer', notNull: true, type: 'text' },
      { name: 'subject', notNull: true, type: 'text' },
      { name: 'account_id', notNull: true, type: 'uuid' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
    ],
    comment: "Who a person of a tenant's provider is here; a link counts in its own tenant alone.",
    foreignKeys: [
      { column: 'tenant_id', onDelete: 'cascade', references: 'tenants' },
      { column: 'account_id', onDelete: 'cascade', references: 'accounts' },
    ],
    grants: { system: ['delete', 'insert', 'select'] },
    indexes: [
      { columns: ['tenant_id', 'issuer', 'account_id'], unique: true },
      { columns: ['account_id'] },
    ],
    name: 'account_links',
    primaryKey: ['tenant_id', 'issuer', 'subject'],
    tenancy: 'global',
  },
  {
    columns: [
      { name: 'state_hash', notNull: true, type: 'text' },
      { name: 'expires_at', notNull: true, type: 'timestamptz' },
    ],
    comment: 'Sign-ins through providers that have come back, so that none comes back twice.',
    grants: { system: ['delete', 'insert', 'select'] },
    indexes: [{ columns: ['expires_at'] }],
    name: 'provider_returns',
    primaryKey: ['state_hash'],
    tenancy: 'global',
  },
]
