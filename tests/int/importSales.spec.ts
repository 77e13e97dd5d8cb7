import { readFileSync } from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { database } from '../../src/kernel/db/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { ImportTenant } from './importSetup.ts'
import { importTenant } from './importSetup.ts'

const samples = process.env['TENON_SAMPLE_DATA']
const reason = samples === undefined ? ' (skipped: TENON_SAMPLE_DATA is not set)' : ''
let tenant: ImportTenant

function sample(name: string): string {
  return path.join(samples ?? '', name)
}

describe.skipIf(samples === undefined)(`import of real files${reason}`, () => {
  beforeAll(async () => {
    tenant = await importTenant()
  })

  afterAll(async () => {
    await tenant.close()
  })

  it('brings in 85 companies, 15 of them with a parent', async () => {
    const { summary } = await tenant.importFile(
      sample('sales-opportunities/accounts.csv'),
      'companies',
    )

    expect(summary).toMatchObject({ created: 85, failed: 0, incomplete: 0 })
    expect(await tenant.count('companies')).toBe(85)
    expect(await tenant.count('companies', { parent: { exists: true } })).toBe(15)
    const docs = await tenant.read('companies', { name: { equals: 'Acme Corporation' } })
    expect(docs[0]).toMatchObject({
      address: { country: 'United States' },
      currency: 'USD',
      employees: 2822,
      foundedYear: 1996,
      industry: 'technolgy',
      revenue: 110_004,
    })
  })

  it('finds nothing to change when the same file comes again', async () => {
    const { summary } = await tenant.importFile(
      sample('sales-opportunities/accounts.csv'),
      'companies',
    )

    expect(summary).toMatchObject({ created: 0, failed: 0, skipped: 85, updated: 0 })
    expect(await tenant.count('companies')).toBe(85)
  })

  it('makes people without e-mails placeholders and ties them to their managers', async () => {
    const { summary } = await tenant.importFile(
      sample('sales-opportunities/sales_teams.csv'),
      'users',
    )

    expect(summary).toMatchObject({
      created: 35,
      failed: 0,
      missingCreated: { users: 6 },
    })
    expect(await tenant.count('users', { status: { equals: 'placeholder' } })).toBe(41)
    expect(await tenant.count('users', { manager: { exists: true } })).toBe(35)
    expect(await tenant.count('users', { office: { equals: 'Central' } })).toBe(11)
  })

  it('brings in products with prices in minor units', async () => {
    await tenant.importFile(sample('sales-opportunities/products.csv'), 'products')
    const docs = await tenant.read('products', { name: { equals: 'GTK 500' } })

    expect(docs[0]).toMatchObject({ currency: 'USD', price: 2_676_800, series: 'GTK' })
  })

  it('says in a dry run what would come of it and writes nothing', async () => {
    const before = await tenant.count('products')
    const { summary } = await tenant.importFile(
      sample('sales-opportunities/sales_pipeline.csv'),
      'deals',
      { dryRun: true },
    )

    expect(summary).toMatchObject({
      created: 8800,
      failed: 0,
      missingCreated: { products: 1 },
    })
    expect(await tenant.count('deals')).toBe(0)
    expect(await tenant.count('products')).toBe(before)
  }, 120_000)

  it('brings in 8,800 deals with their worth, stages, owners and companies', async () => {
    const { jobId, summary } = await tenant.importFile(
      sample('sales-opportunities/sales_pipeline.csv'),
      'deals',
    )

    expect(summary).toMatchObject({
      created: 8800,
      errors: [],
      failed: 0,
      missingCreated: { products: 1 },
    })
    expect(await tenant.count('deals')).toBe(8800)
    expect(await tenant.count('deals', { stageKind: { equals: 'won' } })).toBe(4238)
    expect(await tenant.count('deals', { stageKind: { equals: 'lost' } })).toBe(2473)
    expect(await tenant.count('deals', { stageKind: { equals: 'open' } })).toBe(2089)
    expect(await tenant.count('deals', { company: { exists: false } })).toBe(1425)
    const [rows = []] = await runAsTenant({ tenantId: tenant.tenantId }, () =>
      database().read([
        { text: "select sum(amount)::bigint as sum from deals where stage_kind = 'won'" },
      ]),
    )
    expect(rows[0]?.['sum']).toBe(1_000_553_400)
    const [changes = []] = await runAsTenant({ tenantId: tenant.tenantId }, () =>
      database().read([
        {
          text: "select count(*) as n from domain_events where batch_id = $1 and collection = 'deals'",
          values: [jobId],
        },
      ]),
    )
    expect(changes[0]?.['n']).toBe(8800)
  }, 120_000)

  it('updates by the outside id what changed and leaves the rest', async () => {
    const source = readFileSync(sample('sales-opportunities/sales_pipeline.csv'), 'utf8')
    const changed = source.replace('3/1/2017,1054', '3/1/2017,2000')
    const file = tenant.write('changed.csv', changed)
    const { summary } = await tenant.importFile(file, 'deals')

    expect(summary).toMatchObject({ created: 0, failed: 0, skipped: 8799, updated: 1 })
    expect(await tenant.count('deals')).toBe(8800)
  }, 120_000)

  it.each([
    ['northwind/customers.csv', 'companies', 91],
    ['northwind/suppliers.csv', 'companies', 29],
    ['northwind/employees.csv', 'users', 9],
    ['northwind/products.csv', 'products', 77],
    ['customers/customers-10000.csv', 'contacts', 10_000],
  ])(
    'takes every row of %s',
    async (file, collection, rows) => {
      const { summary } = await tenant.importFile(sample(file), collection)

      expect(summary).toMatchObject({ created: rows, failed: 0, incomplete: 0 })
    },
    120_000,
  )

  it('follows reports_to by the outside id', async () => {
    const docs = await tenant.read('users', { 'manager.name': { equals: 'Andrew Fuller' } })

    expect(docs.map((doc) => doc['name']).toSorted()).toEqual([
      'Janet Leverling',
      'Laura Callahan',
      'Margaret Peacock',
      'Nancy Davolio',
      'Steven Buchanan',
    ])
  })
})
