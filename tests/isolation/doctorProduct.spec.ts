import { describe, expect, it } from 'vitest'

import { MIGRATIONS_FOLDER } from '../../src/main/migrate.ts'
import { compileProduct } from '../../src/main/product.ts'
import { allTables } from '../../src/main/tables.ts'
import { crm } from '../../src/main/tenon.config.ts'
import { findStaleMigrations, inspectCatalog, readStream } from '../../src/tenancy/index.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'

const tables = allTables(compileProduct(crm))

describe('the product as it is delivered', () => {
  it('has a clean catalog', async () => {
    const fresh = await freshDatabase(tables)
    try {
      expect(await inspectCatalog(fresh.superuser)).toEqual([])
    } finally {
      await fresh.drop()
    }
  })

  it('has a migration stream and a SCHEMA.md that are not stale', () => {
    expect(readStream(MIGRATIONS_FOLDER).files.length).toBeGreaterThan(0)
    expect(findStaleMigrations({ streamFolder: MIGRATIONS_FOLDER, tables })).toEqual([])
  })
})
