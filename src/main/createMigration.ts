import { parseArgs } from 'node:util'

import { createMigration } from '../tenancy/index.ts'
import { MIGRATIONS_FOLDER } from './migrate.ts'
import { compileProduct } from './product.ts'
import type { Product } from './product.ts'
import { allTables } from './tables.ts'
import { crm } from './tenon.config.ts'

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

  return file === undefined
    ? 'The tables have not changed; SCHEMA.md is current.'
    : `Wrote ${file}.`
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'allow-destructive': { default: false, type: 'boolean' } },
  })
  const message = writeMigration(compileProduct(crm), {
    allowDestructive: values['allow-destructive'],
    name: positionals.join(' ') || 'change tables',
  })
  process.stdout.write(`${message}\n`)
}
