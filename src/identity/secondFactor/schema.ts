import type { TableSpec } from '../../kernel/schema/index.ts'

const everything = ['delete', 'insert', 'select', 'update'] as const

/** The tables of the second factor: the secrets of authenticator apps, recovery codes, open sign-ins. */
export const secondFactorTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'account_id', notNull: true, type: 'uuid' },
      { name: 'secret', notNull: true, type: 'text' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
      { name: 'confirmed_at', type: 'timestamptz' },
      { name: 'last_step', type: 'bigint' },
    ],
    comment: 'Secrets shared with authenticator apps, encrypted, and the last time step used.',
    foreignKeys: [{ column: 'account_id', onDelete: 'cascade', references: 'accounts' }],
    grants: { system: everything },
    name: 'second_factors',
    primaryKey: ['account_id'],
    tenancy: 'global',
  },
  {
    columns: [
      { name: 'account_id', notNull: true, type: 'uuid' },
      { name: 'code_hash', notNull: true, type: 'text' },
      { name: 'used_at', type: 'timestamptz' },
    ],
    comment: 'Single-use codes for people who have lost their authenticator app, hashed.',
    foreignKeys: [{ column: 'account_id', onDelete: 'cascade', references: 'accounts' }],
    grants: { system: everything },
    name: 'recovery_codes',
    primaryKey: ['account_id', 'code_hash'],
    tenancy: 'global',
  },
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { name: 'token_hash', notNull: true, type: 'text' },
      { name: 'account_id', notNull: true, type: 'uuid' },
      { name: 'tenant_id', type: 'uuid' },
      { name: 'password_mark', notNull: true, type: 'text' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
      { name: 'expires_at', notNull: true, type: 'timestamptz' },
      { name: 'used_at', type: 'timestamptz' },
      { name: 'provider_id', type: 'uuid' },
    ],
    comment: 'Sign-ins whose password was right and whose second factor is still to be shown.',
    foreignKeys: [
      { column: 'account_id', onDelete: 'cascade', references: 'accounts' },
      { column: 'tenant_id', onDelete: 'cascade', references: 'tenants' },
    ],
    grants: { system: everything },
    indexes: [
      { columns: ['token_hash'], unique: true },
      { columns: ['account_id'] },
      { columns: ['tenant_id'] },
      { columns: ['expires_at'] },
    ],
    name: 'sign_in_challenges',
    tenancy: 'global',
  },
]
