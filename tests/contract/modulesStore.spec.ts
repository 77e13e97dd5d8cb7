import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readRecords, summariseRecords, writeRecord } from '../../src/collection/index.ts'
import { text } from '../../src/fields/index.ts'
import { useDatabase } from '../../src/kernel/db/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import type { Product } from '../../src/main/product.ts'
import { compileProduct } from '../../src/main/product.ts'
import { allTables } from '../../src/main/tables.ts'
import { defineCrm, definePlugin } from '../../src/plugin/index.ts'
import { switchModule } from '../../src/tenancy/index.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'

const label = { de: 'Feld', en: 'Field' }
const ran: string[] = []

const warranty = definePlugin({
  extend: {
    companies: [text({ defaultValue: 'basic', label, name: 'serviceLevel' })],
  },
  id: 'warranty',
  kernel: '^0.1.0',
  label,
  rules: [
    {
      collection: 'companies',
      effects: () => {
        ran.push('effects')

        return Promise.resolve()
      },
      id: 'warranty.noteCompany',
      prepare: () => {
        ran.push('prepare')

        return Promise.resolve()
      },
    },
  ],
})

describe('a module that a tenant has switched off', () => {
  let fresh: FreshDatabase
  let product: Product
  let tenantId: string
  let otherId: string

  beforeAll(async () => {
    product = compileProduct(defineCrm({ plugins: [warranty()] }))
    fresh = await freshDatabase(allTables(product))
    useDatabase(fresh.open())
    const make = async (slug: string) => {
      const owner = { email: `owner@${slug}.test`, password: 'correct horse battery' }

      return (await createTenant(product, { name: slug, owner, slug })).id
    }
    tenantId = await make('alpha')
    otherId = await make('beta')
  })
  afterAll(async () => {
    useDatabase(undefined)
    await fresh.drop()
  })

  const set = (isOn: boolean) => switchModule(tenantId, { id: 'warranty', isOn })

  function create(data: Record<string, unknown>, of = tenantId) {
    return runAsTenant({ tenantId: of }, () =>
      writeRecord({ change: { data, op: 'create' }, collection: 'companies', mode: 'strict' }),
    )
  }
  const update = (id: string, data: Record<string, unknown>) =>
    runAsTenant({ tenantId }, () =>
      writeRecord({ change: { data, id, op: 'update' }, collection: 'companies', mode: 'strict' }),
    )
  const find = (where: Record<string, unknown>, sort?: string) =>
    runAsTenant({ tenantId }, () =>
      readRecords({
        collection: 'companies',
        limit: 10,
        ...(sort === undefined ? {} : { sort }),
        where,
      }),
    )

  it('runs none of its rules, and those of every other', async () => {
    await set(true)
    ran.length = 0
    await create({ name: 'On' })
    expect(ran).toEqual(['prepare', 'effects'])

    await set(false)
    ran.length = 0
    await create({ name: 'Off' })
    expect(ran).toEqual([])

    await create({ name: 'Of another tenant' }, otherId)
    expect(ran).toEqual(['prepare', 'effects'])
  })

  it('shows none of its fields, and gives the values back with the module', async () => {
    await set(true)
    const doc = await create({ name: 'Kept', serviceLevel: 'gold' })
    const id = doc?.id ?? ''
    expect(doc?.['serviceLevel']).toBe('gold')

    await set(false)
    const [off] = (await find({ id: { equals: id } })).docs
    expect(off).not.toHaveProperty('serviceLevel')
    expect(await update(id, { name: 'Kept still' })).not.toHaveProperty('serviceLevel')

    await set(true)
    const [on] = (await find({ id: { equals: id } })).docs
    expect(on).toMatchObject({ name: 'Kept still', serviceLevel: 'gold' })
  })

  it('fills in no default values of its fields', async () => {
    await set(false)
    const doc = await create({ name: 'Without' })
    await set(true)
    const [on] = (await find({ id: { equals: doc?.id } })).docs

    expect(on?.['serviceLevel']).toBeNull()
    expect((await create({ name: 'With' }))?.['serviceLevel']).toBe('basic')
  })

  it('takes its fields for unknown in what is written, filtered, sorted and summed up', async () => {
    await set(true)
    const doc = await create({ name: 'Standing', serviceLevel: 'gold' })
    await set(false)

    await expect(create({ name: 'New', serviceLevel: 'gold' })).rejects.toMatchObject({
      code: 'RECORD_FIELD_UNKNOWN',
    })
    await expect(update(doc?.id ?? '', { serviceLevel: 'basic' })).rejects.toMatchObject({
      code: 'RECORD_FIELD_UNKNOWN',
    })
    const unknown = (name: string) => (name === 'serviceLevel' ? 'nobodyKnows' : name)
    const codeOf = (asked: Promise<unknown>) =>
      asked.then(
        () => 'answered',
        (error: unknown) => (error as { code: string }).code,
      )
    for (const name of ['serviceLevel', unknown('serviceLevel')]) {
      expect(await codeOf(find({ [name]: { equals: 'gold' } }))).toMatch(/^RECORD_(?:FIELD|QUERY)/)
      expect(await codeOf(find({}, name))).toMatch(/^RECORD_(?:FIELD|QUERY)/)
      expect(
        await codeOf(
          runAsTenant({ tenantId }, () =>
            summariseRecords({ by: [name], collection: 'companies' }),
          ),
        ),
      ).toMatch(/^RECORD_(?:FIELD|QUERY)/)
    }
  })
})
