import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { expect } from 'vitest'

import type { RecordDoc, WhereTree } from '../../src/collection/index.ts'
import { countRecords, readRecords } from '../../src/collection/index.ts'
import type { ImportCommand, ImportSummary } from '../../src/imports/index.ts'
import { runImportCommand } from '../../src/imports/index.ts'
import { useDatabase } from '../../src/kernel/db/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'
import { allTables } from '../../src/main/tables.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'

/** What an import told and did. */
export type Imported = {
  exitCode: 0 | 1
  jobId: string
  lines: string[]
  summary: ImportSummary
}

/** A tenant of the whole product to import into. */
export type ImportTenant = {
  close: () => Promise<void>
  count: (collection: string, where?: WhereTree) => Promise<number>
  dataDir: string
  fresh: FreshDatabase
  /** Imports a file as the command does; missing records are created unless told otherwise. */
  importFile: (
    file: string,
    collection: string,
    extra?: Partial<ImportCommand>,
  ) => Promise<Imported>
  read: (collection: string, where?: WhereTree) => Promise<RecordDoc[]>
  tenantId: string
  /** Puts a file into a folder of its own and gives its path. */
  write: (name: string, content: string) => string
}

/** Opens a database of the whole product with one tenant in dollars. */
export async function importTenant(): Promise<ImportTenant> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tenon-import-'))
  const dataDir = path.join(folder, 'data')
  const product = await loadProduct(folder)
  const fresh = await freshDatabase(allTables(product))
  useDatabase(fresh.open())
  const { id: tenantId } = await createTenant(product, {
    currency: 'USD',
    name: 'Import',
    owner: { email: 'owner@import.test', password: 'a long enough password' },
    slug: 'import',
  })
  const inTenant = <T>(work: () => Promise<T>) => runAsTenant({ tenantId }, work)

  return {
    close: async () => {
      useDatabase(undefined)
      await fresh.drop()
      rmSync(folder, { force: true, recursive: true })
    },
    count: (collection, where = {}) => inTenant(() => countRecords({ collection, where })),
    dataDir,
    fresh,
    importFile: (file, collection, extra = {}) =>
      importFile({ collection, dataDir, file, tenantId, ...extra }),
    read: async (collection, where = {}) =>
      (await inTenant(() => readRecords({ collection, limit: 0, sort: 'createdAt', where }))).docs,
    tenantId,
    write: (name, content) => {
      const file = path.join(folder, name)
      writeFileSync(file, content)

      return file
    },
  }
}

async function importFile(
  command: Partial<ImportCommand> &
    Pick<ImportCommand, 'collection' | 'dataDir' | 'file' | 'tenantId'>,
): Promise<Imported> {
  const lines: string[] = []
  const failures: unknown[] = []
  const { exitCode, jobId, summary } = await runImportCommand({
    createMissing: true,
    dryRun: false,
    locale: 'en',
    onError: (error) => failures.push(error),
    print: (line) => lines.push(line),
    ...command,
  })
  expect(failures).toEqual([])
  if (summary === null) {
    return expect.fail(lines.join('\n'))
  }

  return { exitCode, jobId, lines, summary }
}
