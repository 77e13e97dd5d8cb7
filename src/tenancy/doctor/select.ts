import type { TableSpec } from '../../kernel/schema/index.ts'
import type { Catalog, Relation } from './types.ts'

/** The name of an object with its schema. */
export function fullName(object: { name: string; schema: string }): string {
  return `${object.schema}.${object.name}`
}

/** The tables that hold rows of tenants: those the model says, and all that nobody knows. */
export function tenantTables(catalog: Catalog): readonly Relation[] {
  const specs = specsByName(catalog)

  return catalog.relations.filter(
    ({ kind, name, schema }) =>
      kind === 'table' && schema === 'public' && specs.get(name)?.tenancy !== 'global',
  )
}

/** The tables of the model by name. */
export function specsByName(catalog: Catalog): ReadonlyMap<string, TableSpec> {
  return new Map(catalog.model.tables.map((table) => [table.name, table]))
}

/** The tables that stand in the database and in the model, with their specs. */
export function knownTables(catalog: Catalog): readonly { spec: TableSpec; table: Relation }[] {
  const specs = specsByName(catalog)

  return catalog.relations.flatMap((table) => {
    const spec = table.schema === 'public' ? specs.get(table.name) : undefined

    return spec === undefined || table.kind !== 'table' ? [] : [{ spec, table }]
  })
}
