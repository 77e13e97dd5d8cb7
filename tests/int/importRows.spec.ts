import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { ImportTenant } from './importSetup.ts'
import { importTenant } from './importSetup.ts'

let tenant: ImportTenant

beforeAll(async () => {
  tenant = await importTenant()
})

beforeEach(async () => {
  for (const table of ['deals', 'contacts', 'companies', 'products', 'external_ids']) {
    await tenant.fresh.superuser(`delete from ${table}`)
  }
})

afterAll(async () => {
  await tenant.close()
})

describe('faults', () => {
  it('of single rows are reported with row and column, and the other rows are written', async () => {
    const file = tenant.write(
      'companies.csv',
      'name,employees,revenue\nGood,5,"1,000.50"\nBad,many,1\nShort\nLong,1,2,3\n,4,5\nLast,6,7\n',
    )
    const { exitCode, jobId, lines, summary } = await tenant.importFile(file, 'companies')

    expect(exitCode).toBe(1)
    expect(summary).toMatchObject({ created: 2, failed: 4, rows: 6, skipped: 0 })
    expect(summary.errors).toMatchObject([
      { code: 'IMPORT_ROW_NOT_NUMBER', column: 'employees', field: 'employees', row: 3 },
      { code: 'IMPORT_ROW_CELLS_MISSING', row: 4 },
      { code: 'IMPORT_ROW_CELLS_TOO_MANY', row: 5 },
      { code: 'RECORD_FIELD_REQUIRED', column: 'name', field: 'name', row: 6 },
    ])
    expect(await tenant.read('companies')).toMatchObject([
      { employees: 5, name: 'Good', revenue: 100_050 },
      { name: 'Last' },
    ])
    const errors = path.join(tenant.dataDir, 'uploads', tenant.tenantId, `${jobId}-errors.csv`)
    expect(readFileSync(errors, 'utf8').split('\r\n')).toHaveLength(6)
    expect(lines.join('\n')).toContain('row 3, employees: "many" is no number')
  })

  it('name records that are missing or ambiguous', async () => {
    await tenant.importFile(tenant.write('c.csv', 'name\nTwin\nTwin\nOne\n'), 'companies')
    const file = tenant.write(
      'contacts.csv',
      'first name,last name,company\nA,A,Twin\nB,B,Nobody\nC,C,ONE\n',
    )
    const { summary } = await tenant.importFile(file, 'contacts', { createMissing: false })

    expect(summary).toMatchObject({ created: 1, failed: 2 })
    expect(summary.errors).toMatchObject([
      { code: 'IMPORT_ROW_AMBIGUOUS', column: 'company', row: 2 },
      { code: 'IMPORT_ROW_REFERENCE_MISSING', column: 'company', row: 3 },
    ])
  })

  it('of the file itself are refused before anything is queued', async () => {
    const before = await tenant.fresh.superuser<{ n: number }>('select count(*)::int n from jobs')
    const file = tenant.write('other.csv', 'apples,pears\n1,2\n')

    await expect(tenant.importFile(file, 'companies')).rejects.toMatchObject({
      code: 'IMPORTS_NOTHING_MAPPED',
    })
    await expect(tenant.importFile(file, 'planets')).rejects.toMatchObject({
      code: 'RECORD_COLLECTION_UNKNOWN',
    })
    await expect(tenant.importFile('/nowhere.csv', 'companies')).rejects.toMatchObject({
      code: 'IMPORTS_FILE_UNREADABLE',
    })
    expect(await tenant.fresh.superuser('select count(*)::int n from jobs')).toEqual(before)
  })
})

describe('matching', () => {
  it('updates by the outside id, leaves blank cells alone and skips what is the same', async () => {
    const first = 'customer id,name,industry\nA1,Alpha,toys\nB2,Beta,cars\n'
    const second = 'customer id,name,industry\nA1,Alpha Two,\nB2,Beta,cars\nC3,Gamma,\n'
    await tenant.importFile(tenant.write('a.csv', first), 'companies')
    const { summary } = await tenant.importFile(tenant.write('b.csv', second), 'companies')

    expect(summary).toMatchObject({ created: 1, failed: 0, skipped: 1, updated: 1 })
    expect(await tenant.read('companies', { name: { equals: 'Alpha Two' } })).toMatchObject([
      { industry: 'toys', version: 2 },
    ])
  })

  it('lets a later row of the same file update an earlier one', async () => {
    const file = tenant.write(
      'a.csv',
      'name,customer number,employees\nAlpha,1,5\nBeta,2,6\nAlpha,1,7\n',
    )
    const map = tenant.write('map.json', '{"columns": {"customer number": "externalId"}}')
    const { summary } = await tenant.importFile(file, 'companies', { mapFile: map })

    expect(summary).toMatchObject({ created: 2, updated: 1 })
    expect(await tenant.read('companies', { name: { equals: 'Alpha' } })).toMatchObject([
      { employees: 7 },
    ])
  })

  it('follows the key that was asked for', async () => {
    await tenant.importFile(tenant.write('a.csv', 'name,domain\nAlpha,alpha.com\n'), 'companies')
    const file = tenant.write('b.csv', 'name,domain\nAlpha Ltd,ALPHA.com\n')

    expect((await tenant.importFile(file, 'companies', { key: 'domain' })).summary).toMatchObject({
      created: 0,
      updated: 1,
    })
    expect((await tenant.importFile(file, 'companies', { key: 'none' })).summary).toMatchObject({
      created: 1,
    })
    await expect(tenant.importFile(file, 'companies', { key: 'phone' })).rejects.toMatchObject({
      code: 'IMPORTS_KEY_NOT_MAPPED',
    })
  })

  it('creates anew what was moved to the trash', async () => {
    const file = tenant.write('a.csv', 'customer id,name\nA1,Alpha\n')
    await tenant.importFile(file, 'companies')
    await tenant.fresh.superuser('update companies set deleted_at = now()')

    expect((await tenant.importFile(file, 'companies')).summary).toMatchObject({ created: 1 })
  })
})

describe('a map', () => {
  it('says what columns mean, what values mean, and how dates are written', async () => {
    await tenant.importFile(tenant.write('p.csv', 'product,price\nGTX Pro,10\n'), 'products')
    const file = tenant.write(
      'deals.csv',
      'x,item,phase,when,worth\nD1,GTXPro,Won,1/2/2021,"1.000,5"\n',
    )
    const map = tenant.write(
      'map.json',
      JSON.stringify({
        columns: { item: 'product', when: 'closeDate', worth: 'amount', x: 'title' },
        dateOrder: 'dmy',
        decimal: ',',
        values: { product: { GTXPro: 'GTX Pro' } },
      }),
    )
    const { summary } = await tenant.importFile(file, 'deals', {
      createMissing: false,
      mapFile: map,
    })

    expect(summary).toMatchObject({ created: 1, failed: 0 })
    expect(await tenant.read('deals')).toMatchObject([
      { amount: 100_050, closeDate: '2021-02-01', stageKind: 'won', title: 'D1' },
    ])
  })

  it.each([
    ['{"columns": {"none": "name"}}', 'IMPORTS_COLUMN_UNKNOWN'],
    ['{"columns": {"name": "nothing"}}', 'IMPORTS_FIELD_UNKNOWN'],
    ['{"columns": {"name": "version"}}', 'IMPORTS_FIELD_UNKNOWN'],
    ['{"colums": {}}', 'IMPORTS_MAP_INVALID'],
    ['not json', 'IMPORTS_MAP_INVALID'],
  ])('that is wrong is refused: %s', async (content, code) => {
    const file = tenant.write('a.csv', 'name\nAlpha\n')

    await expect(
      tenant.importFile(file, 'companies', { mapFile: tenant.write('map.json', content) }),
    ).rejects.toMatchObject({ code })
  })
})

describe('creating what is missing', () => {
  it('makes stages with the kind their names tell, in the default pipeline', async () => {
    const file = tenant.write(
      'deals.csv',
      'opportunity id,stage,account,owner\n1,Demo held,New Co,Ann Lee\n2,Closed Won,New co,ann lee\n3,Lost,,\n',
    )
    const { summary } = await tenant.importFile(file, 'deals')

    expect(summary).toMatchObject({
      created: 3,
      failed: 0,
      missingCreated: { companies: 1, stages: 2, users: 1 },
    })
    expect(await tenant.read('deals')).toMatchObject([
      { stageKind: 'open', title: 'New Co' },
      { stageKind: 'won', title: 'New co' },
      { stageKind: 'lost', title: 'Opportunity' },
    ])
    expect(await tenant.read('users', { name: { equals: 'Ann Lee' } })).toMatchObject([
      { email: null, status: 'placeholder' },
    ])
  })

  it('ties rows of the file to each other before it makes anything', async () => {
    const file = tenant.write(
      'companies.csv',
      'name,parent company\nChild,Mother\nMother,\nOrphan,Elsewhere\n',
    )
    const { summary } = await tenant.importFile(file, 'companies')

    expect(summary).toMatchObject({
      created: 3,
      incomplete: 0,
      missingCreated: { companies: 1 },
    })
    expect(
      await tenant.count('companies', { 'parent.name': { in: ['Elsewhere', 'Mother'] } }),
    ).toBe(2)
  })

  it('reports a row that refers to nothing as incomplete when nothing may be made', async () => {
    const file = tenant.write('companies.csv', 'name,parent company\nOrphan,Elsewhere\n')
    const { exitCode, summary } = await tenant.importFile(file, 'companies', {
      createMissing: false,
    })

    expect(exitCode).toBe(1)
    expect(summary).toMatchObject({ created: 1, failed: 0, incomplete: 1 })
    expect(summary.errors).toMatchObject([{ column: 'parent company', row: 2 }])
  })
})

describe('a dry run', () => {
  it('tells counts, differences and errors, and leaves nothing behind', async () => {
    const first = 'name,industry,parent company\nAlpha,toys,\nBeta,cars,\n'
    const second = 'name,industry,parent company\nAlpha,games,Gamma\nBeta,cars,\nGamma,,Delta\n'
    await tenant.importFile(tenant.write('a.csv', first), 'companies')
    const uploads = path.join(tenant.dataDir, 'uploads', tenant.tenantId)
    const before = readdirSync(uploads)
    const { exitCode, summary } = await tenant.importFile(
      tenant.write('b.csv', second),
      'companies',
      { createMissing: false, dryRun: true },
    )

    expect(exitCode).toBe(1)
    expect(summary).toMatchObject({
      created: 1,
      dryRun: true,
      incomplete: 1,
      skipped: 1,
      updated: 1,
    })
    expect(summary.differences).toMatchObject([
      { after: 'games', before: 'toys', field: 'industry', row: 2 },
    ])
    expect(summary.errors).toMatchObject([{ code: 'IMPORT_ROW_REFERENCE_MISSING', row: 4 }])
    expect(await tenant.count('companies')).toBe(2)
    expect(readdirSync(uploads)).toEqual(before)
  })
})

it('keeps each upload in the folder of its tenant, readable by nobody else, until it is imported', async () => {
  const { jobId } = await tenant.importFile(tenant.write('a.csv', 'name\nAlpha\n'), 'companies')

  const folder = path.join(tenant.dataDir, 'uploads', tenant.tenantId)
  expect(readdirSync(folder)).not.toContain(`${jobId}.data`)
  expect(statSync(folder).mode & 0o077).toBe(0)
})
