import { createMigration } from '../tenancy/index.ts'
import { MIGRATIONS_FOLDER } from './migrate.ts'
import type { Product } from './product.ts'
import { allTables } from './tables.ts'

/** Writes the next file of the frozen stream for a product and says what it wrote. */
export function writeMigration(
  product: Product,
  args: { allowDestructive: boolean; name: string },
): string {
  const file = createMigration({
    allowDestructive: args.allowDestructive,
    name: args.name,
    streamFolder: MIGRATIONS_FOLDER,
    tables: allTables(product),
  })

  return file === undefined ? 'The tables have not changed; SCHEMA.md is current.' : `Wrote ${file}.`
}
