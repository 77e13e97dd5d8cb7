import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { RecordDoc } from '../../src/collection/index.ts'
import { readRecords } from '../../src/collection/index.ts'
import { readExport, startExport } from '../../src/exports/index.ts'
import { runImportCommand } from '../../src/imports/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

let app: TestApp

/** What a person knows of a record; ids of relations differ from tenant to tenant. */
const KNOWN = {
  companies: ['name', 'domain', 'industry', 'revenue', 'currency', 'employees', 'phone', 'address'],
  contacts: [
    'firstName',
    'lastName',
    'email',
    'phone',
    'mobile',
    'title',
    'address',
    'subscribedOn',
  ],
  deals: ['title', 'amount', 'currency', 'closeDate', 'engagedOn', 'stageKind', 'lostReason'],
} as const

async function exportFile(collection: string, format: 'csv' | 'xlsx'): Promise<string> {
  return app.inTenant('acme', async () => {
    const id = await startExport({ collection, format })
    for (let tries = 0; tries < 100; tries += 1) {
      const view = await readExport(id, null)
      if (view.state === 'done') {
        return path.join(app.dataDir, 'exports', app.tenantId('acme'), view.file ?? '')
      }
      await sleep(100)
    }

    return expect.fail('the export does not end')
  })
}

async function known(slug: string, collection: keyof typeof KNOWN): Promise<unknown[]> {
  const { docs } = await app.inTenant(slug, () =>
    readRecords({ collection, limit: 0, where: { deletedAt: { exists: false } } }),
  )
  const pick = (doc: RecordDoc) =>
    JSON.stringify(Object.fromEntries(KNOWN[collection].map((field) => [field, doc[field]])))

  return docs.map(pick).toSorted()
}

beforeAll(async () => {
  app = await testApp({ tenants: ['csv', 'xlsx'] })
  await app.sql("update tenants set currency = (select currency from tenants where slug = 'acme')")
}, 120_000)

afterAll(async () => {
  await app.close()
})

describe.each(['csv', 'xlsx'] as const)('what is exported as %s', (format) => {
  it.each(['companies', 'contacts', 'deals'] as const)(
    'comes back into another tenant as it was: %s',
    async (collection) => {
      const file = await exportFile(collection, format)
      const { summary } = await runImportCommand({
        collection,
        createMissing: true,
        dataDir: app.dataDir,
        dryRun: false,
        file,
        locale: 'en',
        print: () => undefined,
        tenantId: app.tenantId(format),
      })

      expect(summary).toMatchObject({ failed: 0, incomplete: 0 })
      expect(await known(format, collection)).toEqual(await known('acme', collection))
    },
    60_000,
  )
})
