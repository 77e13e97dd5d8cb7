import type { TableSpec } from '../kernel/schema/index.ts'

const atLeastZero = (name: string) => ({ check: `${name} >= 0`, name, type: 'bigint' as const })

/** What tenants use by day, and how much they may. */
export const usageTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'day', notNull: true, type: 'date' },
      { default: '0', name: 'requests', notNull: true, type: 'bigint' },
      { name: 'users', type: 'bigint' },
      { name: 'storage_bytes', type: 'bigint' },
      { name: 'records', type: 'jsonb' },
      { name: 'measured_at', type: 'timestamptz' },
    ],
    comment: 'Requests of a tenant by day (UTC), and what it held when that was last measured.',
    grants: { app: ['insert', 'select', 'update'], system: ['insert', 'select', 'update'] },
    name: 'usage_days',
    primaryKey: ['day'],
    tenancy: 'tenant',
  },
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      atLeastZero('users'),
      atLeastZero('records'),
      atLeastZero('storage_bytes'),
      { check: 'requests_per_minute > 0', name: 'requests_per_minute', type: 'bigint' },
      { default: 'now()', name: 'updated_at', notNull: true, type: 'timestamptz' },
    ],
    comment: 'The most that a tenant may hold and ask; null and a missing row mean: no limit.',
    grants: { app: ['select'], system: ['delete', 'insert', 'select', 'update'] },
    name: 'quotas',
    tenancy: 'tenant',
  },
]
