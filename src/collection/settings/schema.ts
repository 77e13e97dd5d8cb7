import type { TableSpec } from '../../kernel/schema/index.ts'

/** The table of settings. */
export const settingTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'key', notNull: true, type: 'text' },
      { name: 'value', notNull: true, type: 'jsonb' },
      { default: 'now()', name: 'updated_at', notNull: true, type: 'timestamptz' },
      { name: 'updated_by', type: 'uuid' },
    ],
    comment: 'What a tenant has set; a setting without a row has its standard value.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    name: 'settings',
    primaryKey: ['key'],
    tenancy: 'tenant',
  },
]
