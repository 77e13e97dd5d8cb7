import { auditTables } from '../../src/audit/index.ts'
import { collectionTables } from '../../src/collection/schema.ts'
import { eventsTables } from '../../src/events/schema.ts'
import { identityTables } from '../../src/identity/schema.ts'
import { jobsTables } from '../../src/jobs/schema.ts'
import type { ColumnSpec, TableSpec } from '../../src/kernel/schema/index.ts'
import { tenancyTables } from '../../src/tenancy/index.ts'
import { usageTables } from '../../src/usage/index.ts'

const id: ColumnSpec = { name: 'id', notNull: true, type: 'uuid' }
const everything = ['delete', 'insert', 'select', 'update'] as const

/** The tables of `src`, with a few collections in place of those of a product. */
export const sampleTables: readonly TableSpec[] = [
  ...tenancyTables,
  ...auditTables,
  ...usageTables,
  ...identityTables,
  ...collectionTables,
  ...eventsTables,
  ...jobsTables,
  {
    columns: [id, { name: 'permissions', type: 'jsonb' }],
    comment: 'Roles of a tenant.',
    grants: { app: everything },
    name: 'roles',
    tenancy: 'tenant',
  },
  {
    columns: [
      id,
      { name: 'account_id', type: 'uuid' },
      { collation: 'tenon_natural', name: 'name', notNull: true, type: 'text' },
      { name: 'email', type: 'text' },
    ],
    comment: 'People of a tenant.',
    grants: {
      app: everything,
      system: ['select'],
      systemColumns: ['id', 'tenant_id', 'account_id'],
    },
    indexes: [{ columns: ['email'], unique: true }],
    name: 'users',
    tenancy: 'tenant',
  },
  {
    columns: [
      id,
      { collation: 'tenon_natural', name: 'name', notNull: true, type: 'text' },
      { name: 'parent_id', type: 'uuid' },
      { name: 'owner_id', type: 'uuid' },
      { name: 'secret', type: 'text' },
      { name: 'revenue', type: 'bigint' },
    ],
    comment: 'Companies.',
    foreignKeys: [
      { column: 'parent_id', onDelete: 'set null', references: 'companies' },
      { column: 'owner_id', onDelete: 'set null', references: 'users' },
    ],
    grants: { app: everything },
    indexes: [{ columns: ['name'], unique: true }, { columns: ['revenue desc', 'id'] }],
    name: 'companies',
    tenancy: 'tenant',
  },
  {
    columns: [
      id,
      { name: 'last_name', notNull: true, type: 'text' },
      { name: 'company_id', notNull: true, type: 'uuid' },
    ],
    comment: 'People at companies.',
    foreignKeys: [{ column: 'company_id', onDelete: 'cascade', references: 'companies' }],
    grants: { app: everything },
    name: 'contacts',
    tenancy: 'tenant',
  },
]
