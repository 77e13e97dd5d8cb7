import path from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { modelOf } from '../../src/collection/index.ts'
import { buildPlan } from '../../src/imports/index.ts'
import { loadProduct } from '../../src/main/loadProduct.ts'

const samples = process.env['TENON_SAMPLE_DATA']
const reason = samples === undefined ? ' (skipped: TENON_SAMPLE_DATA is not set)' : ''

const EXPECTED: [string, string, Record<string, string>][] = [
  [
    'sales-opportunities/accounts.csv',
    'companies',
    {
      account: 'name',
      employees: 'employees',
      office_location: 'address.country',
      revenue: 'revenue',
      sector: 'industry',
      subsidiary_of: 'parent',
      year_established: 'foundedYear',
    },
  ],
  [
    'sales-opportunities/sales_teams.csv',
    'users',
    { manager: 'manager', regional_office: 'office', sales_agent: 'name' },
  ],
  [
    'sales-opportunities/products.csv',
    'products',
    { product: 'name', sales_price: 'price', series: 'series' },
  ],
  [
    'sales-opportunities/sales_pipeline.csv',
    'deals',
    {
      account: 'company',
      close_date: 'closeDate mdy',
      close_value: 'amount',
      deal_stage: 'stage',
      engage_date: 'engagedOn mdy',
      opportunity_id: 'external',
      product: 'product',
      sales_agent: 'owner',
    },
  ],
  [
    'northwind/customers.csv',
    'companies',
    {
      address: 'address.street',
      city: 'address.city',
      company_name: 'name',
      country: 'address.country',
      customer_id: 'external',
      phone: 'phone',
      postal_code: 'address.postalCode',
      region: 'address.region',
    },
  ],
  [
    'northwind/suppliers.csv',
    'companies',
    {
      address: 'address.street',
      city: 'address.city',
      company_name: 'name',
      country: 'address.country',
      homepage: 'website',
      phone: 'phone',
      postal_code: 'address.postalCode',
      region: 'address.region',
      supplier_id: 'external',
    },
  ],
  [
    'northwind/employees.csv',
    'users',
    {
      employee_id: 'external',
      first_name: 'name:first',
      last_name: 'name:last',
      reports_to: 'manager',
      title: 'title',
    },
  ],
  [
    'northwind/products.csv',
    'products',
    {
      discontinued: 'not active',
      product_id: 'external',
      product_name: 'name',
      unit_price: 'price',
    },
  ],
  [
    'customers/customers-10000.csv',
    'contacts',
    {
      City: 'address.city',
      Company: 'company',
      Country: 'address.country',
      'Customer Id': 'external',
      Email: 'email',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      'Phone 1': 'phone',
      'Phone 2': 'mobile',
      'Subscription Date': 'subscribedOn dmy',
      Website: 'website',
    },
  ],
]

describe.skipIf(samples === undefined)(`guessing the columns of real files${reason}`, () => {
  beforeAll(async () => {
    await loadProduct(import.meta.dirname)
  })

  it.each(EXPECTED)('of %s for %s', async (file, collection, expected) => {
    const plan = await buildPlan({
      map: {},
      model: modelOf(collection),
      path: path.join(samples ?? '', file),
      settings: { currency: 'USD', locale: 'en' },
    })
    const guessed = plan.columns.flatMap(({ dateOrder, header, target }): [string, string][] => {
      if (target === null || target.kind === 'external') {
        return target === null ? [] : [[header, 'external']]
      }
      const named = [target.path, target.part].filter((part) => part !== undefined).join(':')
      const whole = target.invert === true ? `not ${named}` : named

      return [[header, dateOrder === undefined ? whole : `${whole} ${dateOrder}`]]
    })

    expect(Object.fromEntries(guessed)).toEqual(expected)
    expect(plan.format).toEqual({
      delimiter: ',',
      encoding: 'utf-8',
      kind: 'csv',
      skipLines: 0,
    })
  })
})
