import { exportsErrors } from '../errors.ts'
import type { TenantTable } from './catalog.ts'

/** A table with the references that can be set only once all tables are filled. */
export type PlacedTable = { later: readonly string[]; table: TenantTable }

/**
 * The order in which tables can be filled: each behind those it refers to. A reference within a table or
 * around a circle is left empty at first and set later, so it must allow that; throws `EXPORTS_KEYS_CIRCULAR`.
 */
export function orderTables(tables: readonly TenantTable[]): PlacedTable[] {
  const names = new Set(tables.map(({ name }) => name))
  const placed: PlacedTable[] = []
  const done = new Set<string>()
  let open = tables.toSorted((a, b) => a.name.localeCompare(b.name))
  const waits = ({ name, references }: TenantTable) =>
    references.filter(
      (one) => names.has(one.references) && !done.has(one.references) && one.references !== name,
    )
  while (open.length > 0) {
    const next =
      open.find((table) => waits(table).length === 0) ??
      open.find((table) => waits(table).every(({ column }) => isNullable(table, column)))
    if (next === undefined) {
      throw exportsErrors.KEYS_CIRCULAR({ tables: open.map(({ name }) => name) })
    }
    const own = next.references.filter((one) => one.references === next.name)
    placed.push({
      later: [...waits(next), ...own]
        .map(({ column }) => column)
        .filter((one) => isNullable(next, one)),
      table: next,
    })
    done.add(next.name)
    open = open.filter((table) => table !== next)
  }

  return placed
}

function isNullable(table: TenantTable, column: string): boolean {
  return table.columns.some(({ name, notNull }) => name === column && !notNull)
}
