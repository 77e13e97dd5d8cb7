import type { TableSpec } from '../kernel/schema/index.ts'
import { batchTables } from './batches/schema.ts'
import { idempotencyTables } from './idempotency/schema.ts'
import { settingTables } from './settings/schema.ts'

/** Tables by which records are found from outside: identifiers of people and companies, foreign ids. */
export const collectionTables: readonly TableSpec[] = [
  {
    columns: [
      { name: 'id', notNull: true, type: 'uuid' },
      { check: "kind in ('email', 'phone', 'domain')", name: 'kind', notNull: true, type: 'text' },
      { name: 'value', notNull: true, type: 'text' },
      { name: 'entity_type', notNull: true, type: 'text' },
      { name: 'entity_id', notNull: true, type: 'uuid' },
    ],
    comment: 'E-mails, phones and domains of records, normalised; finds duplicates and senders.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    indexes: [
      { columns: ['kind', 'value'] },
      { columns: ['entity_type', 'entity_id', 'kind', 'value'], unique: true },
    ],
    name: 'identifiers',
    tenancy: 'tenant',
  },
  {
    columns: [
      { name: 'collection', notNull: true, type: 'text' },
      { name: 'source', notNull: true, type: 'text' },
      { name: 'external_id', notNull: true, type: 'text' },
      { name: 'record_id', notNull: true, type: 'uuid' },
    ],
    comment: 'Ids that other systems gave to records; an import finds its earlier rows by them.',
    grants: { app: ['select', 'insert', 'update', 'delete'] },
    indexes: [{ columns: ['collection', 'record_id'] }],
    name: 'external_ids',
    primaryKey: ['collection', 'source', 'external_id'],
    tenancy: 'tenant',
  },
  ...batchTables,
  ...idempotencyTables,
  ...settingTables,
]
