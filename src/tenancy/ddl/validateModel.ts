import type { ForeignKeySpec, TableSpec } from '../../kernel/schema/index.ts'
import { tenancyErrors } from '../errors.ts'
import { indexName } from './names.ts'

/** Throws `TENANCY_MODEL_INVALID` for the first table that would not keep tenants apart or cannot be made. */
export function validateModel(tables: readonly TableSpec[]): void {
  const byName = new Map(tables.map((table) => [table.name, table]))
  if (byName.size !== tables.length) {
    const twice = tables.find((table, at) => tables.findIndex((t) => t.name === table.name) !== at)
    throw tenancyErrors.MODEL_INVALID({ reason: 'two parts define it', table: twice?.name ?? '' })
  }
  for (const table of tables) {
    const reason = reasonAgainst(table, byName)
    if (reason !== undefined) {
      throw tenancyErrors.MODEL_INVALID({ reason, table: table.name })
    }
  }
}

function reasonAgainst(
  table: TableSpec,
  byName: ReadonlyMap<string, TableSpec>,
): string | undefined {
  const names = new Set(table.columns.map((column) => column.name))
  if (!/^[a-z][a-z0-9_]{0,54}$/.test(table.name)) {
    return 'its name is not plain lower case of at most 55 letters'
  }
  if (names.size !== table.columns.length) {
    return 'a column stands in it twice'
  }
  if (table.tenancy === 'tenant' && names.has('tenant_id')) {
    return 'tenant_id is added by the generator and may not be listed'
  }
  if (table.tenancy === 'global' && (table.grants.app ?? []).length > 0) {
    return 'a table without tenant may not be granted to requests'
  }
  const indexed = (table.indexes ?? []).flatMap((index) =>
    index.columns.map((c) => c.split(' ')[0]),
  )
  const missing = [...(table.primaryKey ?? ['id']), ...indexed].find(
    (column) => column !== undefined && !names.has(column),
  )
  if (missing !== undefined) {
    return `a key or index names "${missing}", which is no column of it`
  }
  const indexNames = (table.indexes ?? []).map((index) => indexName(table, index))
  if (new Set(indexNames).size !== indexNames.length) {
    return 'an index stands in it twice'
  }

  return (table.foreignKeys ?? [])
    .map((key) => reasonAgainstKey(table, key, byName))
    .find((reason) => reason !== undefined)
}

function reasonAgainstKey(
  table: TableSpec,
  key: ForeignKeySpec,
  byName: ReadonlyMap<string, TableSpec>,
): string | undefined {
  const target = byName.get(key.references)
  if (target === undefined) {
    return `its column "${key.column}" refers to "${key.references}", which nobody defines`
  }
  const column = table.columns.find(({ name }) => name === key.column)
  if (column?.type !== 'uuid') {
    return `its foreign key needs a column "${key.column}" of type uuid`
  }
  if (key.onDelete === 'set null' && column.notNull === true) {
    return `its column "${key.column}" is required but would be set to null`
  }
  if ((target.primaryKey ?? ['id']).join() !== 'id') {
    return `"${key.references}" has no key "id" to refer to`
  }

  return target.tenancy === table.tenancy
    ? undefined
    : `its column "${key.column}" would tie a tenant's row to a row of all tenants`
}
