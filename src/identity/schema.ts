import type { ColumnSpec, TableSpec } from '../kernel/schema/index.ts'
import { apiKeyTables } from './apiKeys/schema.ts'
import { oidcTables } from './oidc/schema.ts'
import { secondFactorTables } from './secondFactor/schema.ts'
import { supportTables } from './support/schema.ts'

const id: ColumnSpec = { name: 'id', notNull: true, type: 'uuid' }
const createdAt: ColumnSpec = {
  default: 'now()',
  name: 'created_at',
  notNull: true,
  type: 'timestamptz',
}
const everything = ['delete', 'insert', 'select', 'update'] as const

const mailColumns: readonly ColumnSpec[] = [
  id,
  { name: 'to_address', notNull: true, type: 'text' },
  { name: 'subject', notNull: true, type: 'text' },
  { name: 'body_text', type: 'text' },
  { name: 'body_html', type: 'text' },
  {
    check: "status in ('queued', 'sending', 'sent', 'outbox', 'failed')",
    default: "'queued'",
    name: 'status',
    notNull: true,
    type: 'text',
  },
  { default: '0', name: 'attempts', notNull: true, type: 'integer' },
  { default: 'now()', name: 'due_at', notNull: true, type: 'timestamptz' },
  { name: 'error', type: 'text' },
  createdAt,
  { name: 'sent_at', type: 'timestamptz' },
]

/** The tables of identity; the tables of users and roles are collections. */
export const identityTables: readonly TableSpec[] = [
  {
    columns: [
      id,
      { check: 'email = lower(email)', name: 'email', notNull: true, type: 'text' },
      { name: 'name', notNull: true, type: 'text' },
      { name: 'password_hash', type: 'text' },
      { default: 'false', name: 'platform_staff', notNull: true, type: 'boolean' },
      { default: 'false', name: 'demo', notNull: true, type: 'boolean' },
      createdAt,
      { name: 'last_sign_in_at', type: 'timestamptz' },
    ],
    comment: 'People across tenants: an e-mail address and a password.',
    grants: { system: everything },
    indexes: [{ columns: ['email'], unique: true }],
    name: 'accounts',
    tenancy: 'global',
  },
  {
    columns: [
      id,
      { name: 'token_hash', notNull: true, type: 'text' },
      { name: 'account_id', notNull: true, type: 'uuid' },
      { name: 'tenant_id', type: 'uuid' },
      { name: 'user_id', type: 'uuid' },
      { name: 'support_id', type: 'uuid' },
      createdAt,
      { default: 'now()', name: 'last_seen_at', notNull: true, type: 'timestamptz' },
      { name: 'expires_at', notNull: true, type: 'timestamptz' },
      { name: 'user_agent', type: 'text' },
      { name: 'ip', type: 'text' },
      { name: 'provider_id', type: 'uuid' },
      { default: 'false', name: 'provider_trusted', notNull: true, type: 'boolean' },
    ],
    comment: 'Signed-in browsers and clients; without a tenant it is a session of the console.',
    foreignKeys: [
      { column: 'account_id', onDelete: 'cascade', references: 'accounts' },
      { column: 'tenant_id', onDelete: 'cascade', references: 'tenants' },
    ],
    grants: { system: everything },
    indexes: [
      { columns: ['token_hash'], unique: true },
      { columns: ['account_id', 'tenant_id'] },
      { columns: ['tenant_id'] },
      { columns: ['expires_at'] },
    ],
    name: 'sessions',
    tenancy: 'global',
  },
  {
    columns: [
      id,
      {
        check: "kind in ('entry', 'invite', 'reset', 'switch')",
        name: 'kind',
        notNull: true,
        type: 'text',
      },
      { name: 'token_hash', notNull: true, type: 'text' },
      { name: 'account_id', notNull: true, type: 'uuid' },
      { name: 'tenant_id', type: 'uuid' },
      { name: 'user_id', type: 'uuid' },
      createdAt,
      { name: 'expires_at', notNull: true, type: 'timestamptz' },
      { name: 'used_at', type: 'timestamptz' },
    ],
    comment: 'Single-use secrets of invitations, password resets and tenant switches, hashed.',
    foreignKeys: [
      { column: 'account_id', onDelete: 'cascade', references: 'accounts' },
      { column: 'tenant_id', onDelete: 'cascade', references: 'tenants' },
    ],
    grants: { system: everything },
    indexes: [
      { columns: ['token_hash'], unique: true },
      { columns: ['account_id', 'kind'] },
      { columns: ['tenant_id'] },
      { columns: ['expires_at'] },
    ],
    name: 'account_tokens',
    tenancy: 'global',
  },
  {
    columns: [
      { name: 'key', notNull: true, type: 'text' },
      { name: 'failures', notNull: true, type: 'integer' },
      { name: 'failed_at', notNull: true, type: 'timestamptz' },
      { name: 'blocked_until', type: 'timestamptz' },
    ],
    comment: 'Failed sign-ins by account, address range and over all, shared by every process.',
    grants: { system: everything },
    indexes: [{ columns: ['failed_at'] }],
    name: 'sign_in_attempts',
    primaryKey: ['key'],
    tenancy: 'global',
  },
  {
    columns: [...mailColumns, { name: 'created_by', type: 'uuid' }],
    comment: 'Mails of a tenant, waiting, sent, or kept where no mail server is set up.',
    foreignKeys: [{ column: 'created_by', onDelete: 'set null', references: 'users' }],
    grants: { app: ['insert', 'select'], system: ['select', 'update'] },
    indexes: [{ columns: ['created_by', 'created_at desc'] }, { columns: ['status', 'due_at'] }],
    name: 'mails',
    tenancy: 'tenant',
  },
  {
    columns: mailColumns,
    comment:
      'Mails about an account as a whole (password resets), out of the reach of any one tenant.',
    grants: { system: everything },
    indexes: [{ columns: ['status', 'due_at'] }],
    name: 'account_mails',
    tenancy: 'global',
  },
  ...apiKeyTables,
  ...secondFactorTables,
  ...supportTables,
  ...oidcTables,
]
