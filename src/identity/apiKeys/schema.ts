import type { TableSpec } from '../../kernel/schema/index.ts'

/** The table of API keys: only the prefix of a key and the hash of its secret are kept. */
export const apiKeyTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { check: 'length(name) between 1 and 100', name: 'name', notNull: true, type: 'text' },
      { name: 'prefix', notNull: true, type: 'text' },
      { name: 'secret_hash', notNull: true, type: 'text' },
      { name: 'role_id', notNull: true, type: 'uuid' },
      { name: 'owner_id', notNull: true, type: 'uuid' },
      { name: 'created_by', type: 'uuid' },
      { default: 'now()', name: 'created_at', notNull: true, type: 'timestamptz' },
      { name: 'expires_at', type: 'timestamptz' },
      { name: 'last_used_at', type: 'timestamptz' },
      { name: 'revoked_at', type: 'timestamptz' },
    ],
    comment: 'Keys with which programs act in a tenant, each with the rights of one role.',
    foreignKeys: [
      { column: 'role_id', onDelete: 'cascade', references: 'roles' },
      { column: 'owner_id', onDelete: 'cascade', references: 'users' },
      { column: 'created_by', onDelete: 'set null', references: 'users' },
    ],
    grants: { app: ['insert', 'select', 'update'], system: ['select', 'update'] },
    indexes: [
      { columns: ['prefix'], unique: true },
      { columns: ['owner_id', 'created_at desc'] },
      { columns: ['role_id'] },
      { columns: ['created_by'] },
    ],
    name: 'api_keys',
    tenancy: 'tenant',
  },
]
