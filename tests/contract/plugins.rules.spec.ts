import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { auditTables } from '../../src/audit/index.ts'
import type { RecordDoc, TenonCollectionOptions } from '../../src/collection/index.ts'
import {
  collectionTables,
  compileModel,
  compileTable,
  readRecords,
  useModels,
  writeRecord,
  writeRecords,
} from '../../src/collection/index.ts'
import { eventsTables } from '../../src/events/index.ts'
import { identityTables } from '../../src/identity/index.ts'
import { database, useDatabase } from '../../src/kernel/db/index.ts'
import { isTenonError } from '../../src/kernel/errors/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { builtInModules } from '../../src/main/builtInModules.ts'
import type { DemoTenant } from '../../src/main/demo/demoTenants.ts'
import { demoTenants } from '../../src/main/demo/demoTenants.ts'
import { seedDemo } from '../../src/main/demo/seedDemo.ts'
import {
  applyConfiguration,
  compileCrm,
  defaultConfiguration,
  defineCrm,
  useCrm,
} from '../../src/plugin/index.ts'
import { tenancyTables } from '../../src/tenancy/index.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'

const crm = compileCrm(defineCrm({ plugins: [] }), { builtIn: builtInModules })
const models = crm.collections.map((one) =>
  compileModel(one, {
    module: crm.moduleBySlug.get(one.slug) ?? '',
    rules: crm.rules.get(one.slug) ?? [],
  }),
)
const tables = models.map((model, index) =>
  compileTable(model, (crm.collections[index]?.custom?.['tenon'] ?? {}) as TenonCollectionOptions),
)

let fresh: FreshDatabase
const tenantId = randomUUID()
const demoId = randomUUID()

function inTenant<T>(work: () => Promise<T>, tenant = tenantId): Promise<T> {
  return runAsTenant({ tenantId: tenant }, work)
}

function create(collection: string, data: Record<string, unknown>): Promise<RecordDoc> {
  return inTenant(async () => {
    const doc = await writeRecord({ change: { data, op: 'create' }, collection })

    return doc ?? expect.fail('nothing was written')
  })
}

function update(collection: string, id: string, data: Record<string, unknown>): Promise<RecordDoc> {
  return inTenant(async () => {
    const doc = await writeRecord({ change: { data, id, op: 'update' }, collection })

    return doc ?? expect.fail('nothing was written')
  })
}

async function find(
  collection: string,
  where: Record<string, unknown>,
  tenant = tenantId,
): Promise<RecordDoc[]> {
  const { docs } = await inTenant(() => readRecords({ collection, limit: 0, where }), tenant)

  return docs
}

async function byKey(collection: string, key: string): Promise<RecordDoc> {
  const [doc] = await find(collection, { key: { equals: key } })

  return doc ?? expect.fail(`${collection} has no "${key}"`)
}

function refusal(code: string): unknown {
  return expect.toSatisfy((error: unknown) => isTenonError(error, code), code)
}

async function identifiersOf(id: string): Promise<string[]> {
  const rows = await inTenant(() =>
    database().transaction((transaction) =>
      transaction.query<{ kind: string; value: string }>(
        'select kind, value from identifiers where tenant_id = $1 and entity_id = $2 order by 1, 2',
        [tenantId, id],
      ),
    ),
  )

  return rows.map(({ kind, value }) => `${kind} ${value}`)
}

beforeAll(async () => {
  fresh = await freshDatabase([
    ...tenancyTables,
    ...auditTables,
    ...identityTables,
    ...tables,
    ...collectionTables,
    ...eventsTables,
  ])
  useDatabase(fresh.open())
  useModels(models)
  useCrm(crm)
  for (const [id, slug, locale] of [
    [tenantId, 'rules', 'de'],
    [demoId, 'acme', 'en'],
  ] as const) {
    await fresh.superuser(
      "insert into tenants (id, slug, name, status, currency, locale) values ($1, $2, $2, 'active', 'EUR', $3)",
      [id, slug, locale],
    )
    await inTenant(async () => {
      for (const document of defaultConfiguration()) {
        await applyConfiguration(document)
      }
    }, id)
  }
})

afterAll(async () => {
  useDatabase(undefined)
  await fresh.drop()
})

describe('applyConfiguration', () => {
  it('gives a new tenant its roles, pipeline and stages, named in its language', async () => {
    const roles = await find('roles', {})
    const won = await byKey('stages', 'sales.won')

    expect(roles.map(({ key }) => key).toSorted()).toEqual(['admin', 'manager', 'rep', 'viewer'])
    expect(won).toMatchObject({ kind: 'won', order: 50, revision: 1, title: 'Gewonnen' })
    expect(won['origin']).toMatchObject({ source: 'crm', version: 1 })
  })

  it('changes nothing the second time', async () => {
    const [, document = expect.fail('no document')] = defaultConfiguration()
    const { steps } = await inTenant(() => applyConfiguration(document))

    expect(new Set(steps.map(({ action }) => action))).toEqual(new Set(['unchanged']))
  })

  it('plans without acting, updates what is new and keeps what the tenant changed', async () => {
    const stage = await byKey('stages', 'sales.proposal')
    await update('stages', stage.id, { probability: 66 })
    const document = {
      collections: {
        stages: [
          { key: 'sales.proposal', order: 35, probability: 55 },
          { key: 'sales.demo', kind: 'open', name: 'Demo', order: 25, pipeline: 'sales' },
        ],
      },
      source: 'test',
      version: 2,
    }
    const plan = await inTenant(() => applyConfiguration(document, { dryRun: true }))

    expect(plan.steps).toMatchObject([
      { action: 'update', changes: { order: { to: 35 } }, kept: ['probability'] },
      { action: 'create', key: 'sales.demo' },
    ])
    expect(await find('stages', { key: { equals: 'sales.demo' } })).toEqual([])

    await inTenant(() => applyConfiguration(document))

    expect(await byKey('stages', 'sales.proposal')).toMatchObject({ order: 35, probability: 66 })
    expect(await byKey('stages', 'sales.demo')).toMatchObject({ title: 'Demo' })
  })

  it('refuses fields and keys that do not exist', async () => {
    const apply = (entry: Record<string, unknown>) =>
      inTenant(() =>
        applyConfiguration({
          collections: { stages: [{ key: 'x', name: 'X', ...entry }] },
          source: 'test',
          version: 1,
        }),
      )

    await expect(apply({ colour: 'red' })).rejects.toThrow(refusal('CONFIGURATION_FIELD_UNKNOWN'))
    await expect(apply({ pipeline: 'none' })).rejects.toThrow(refusal('CONFIGURATION_KEY_UNKNOWN'))
  })
})

describe('companies', () => {
  it('have no parent below them, whether changed alone or in one batch', async () => {
    const top = await create('companies', { name: 'Top' })
    const middle = await create('companies', { name: 'Middle', parent: top.id })
    const low = await create('companies', { name: 'Low', parent: middle.id })
    const cycle = refusal('CRM_COMPANY_PARENT_CYCLE')

    await expect(update('companies', top.id, { parent: low.id })).rejects.toThrow(cycle)
    await expect(update('companies', top.id, { parent: top.id })).rejects.toThrow(cycle)

    const [first, second] = [randomUUID(), randomUUID()]
    await expect(
      inTenant(() =>
        writeRecords({
          changes: [
            { data: { name: 'One', parent: second }, id: first, op: 'create' },
            { data: { name: 'Two', parent: first }, id: second, op: 'create' },
          ],
          collection: 'companies',
        }),
      ),
    ).rejects.toThrow(cycle)
  })

  it('keep their identifiers in step, also through the trash', async () => {
    const company = await create('companies', {
      domain: 'WWW.Example.com',
      name: 'Known',
      phone: '+49 (0)30 1234-5',
    })
    expect(await identifiersOf(company.id)).toEqual(['domain example.com', 'phone +493012345'])

    await update('companies', company.id, { phone: null })
    expect(await identifiersOf(company.id)).toEqual(['domain example.com'])

    const write = (op: 'restore' | 'trash') =>
      inTenant(() => writeRecord({ change: { id: company.id, op }, collection: 'companies' }))
    await write('trash')
    expect(await identifiersOf(company.id)).toEqual([])
    await write('restore')
    expect(await identifiersOf(company.id)).toEqual(['domain example.com'])
  })
})

describe('contacts', () => {
  it('carry their full name and need one', async () => {
    expect(await create('contacts', { firstName: 'Ada', lastName: 'Byron' })).toMatchObject({
      name: 'Ada Byron',
    })
    expect(await create('contacts', { email: 'X@Y.example' })).toMatchObject({
      name: 'x@y.example',
    })
    await expect(create('contacts', { title: 'CEO' })).rejects.toThrow(
      refusal('CRM_CONTACT_NAME_MISSING'),
    )
  })
})

describe('stages', () => {
  it('are completed when an import knows the name alone', async () => {
    expect(await create('stages', { name: 'Closed Lost' })).toMatchObject({
      key: 'sales.closed-lost',
      kind: 'lost',
      title: 'Closed Lost',
    })
  })
})

describe('deals', () => {
  it('start in the first open stage of the default pipeline, in the tenant’s currency', async () => {
    const deal = await create('deals', { amount: 125_000, lostReason: 'none yet', title: 'First' })
    const first = await byKey('stages', 'sales.prospecting')

    expect(deal).toMatchObject({
      amountBase: 125_000,
      currency: 'EUR',
      lostReason: null,
      pipeline: first['pipeline'],
      stage: first.id,
      stageKind: 'open',
    })
  })

  it('have no worth in the base currency without a rate', async () => {
    expect(await create('deals', { amount: 5, currency: 'USD', title: 'Far' })).toMatchObject({
      amountBase: null,
    })
  })

  it('keep dates, reason and history in step with their stage', async () => {
    const deal = await create('deals', { engagedOn: '2026-01-10', title: 'Moving' })
    const won = await byKey('stages', 'sales.won')
    const lost = await byKey('stages', 'sales.lost')
    expect(deal['stageEnteredAt']).toBe('2026-01-10T12:00:00.000Z')

    const closed = await update('deals', deal.id, { stage: won.id })
    expect(closed).toMatchObject({
      lostAt: null,
      stageKind: 'won',
      wonAt: closed['stageEnteredAt'],
    })
    expect(closed['closeDate']).toBe(String(closed['wonAt']).slice(0, 10))

    const gone = await update('deals', deal.id, { lostReason: 'Price', stage: lost.id })
    expect(gone).toMatchObject({ lostReason: 'Price', stageKind: 'lost', wonAt: null })

    const open = await update('deals', deal.id, { stage: deal['stage'] })
    expect(open).toMatchObject({ lostAt: null, lostReason: null, stageKind: 'open' })

    const history = await find('deal-stage-history', { deal: { equals: deal.id } })
    const ended = history.filter(({ leftAt }) => leftAt !== null)
    expect(history).toHaveLength(4)
    expect(ended).toHaveLength(3)
    expect(ended.every(({ seconds }) => typeof seconds === 'number' && seconds >= 0)).toBe(true)
  })

  it('take closed deals of the past by their own dates', async () => {
    const won = await byKey('stages', 'sales.won')

    expect(
      await create('deals', { closeDate: '2017-03-01', stage: won.id, title: 'Old' }),
    ).toMatchObject({ stageKind: 'won', wonAt: '2017-03-01T12:00:00.000Z' })
  })

  it('move only where the stage lets them, with what it requires', async () => {
    const stage = await byKey('stages', 'sales.negotiation')
    await update('stages', stage.id, {
      allowedFrom: ['sales.proposal'],
      requiredFields: ['closeDate'],
    })
    const deal = await create('deals', { title: 'Eager' })
    const proposal = await byKey('stages', 'sales.proposal')

    await expect(update('deals', deal.id, { stage: stage.id })).rejects.toThrow(
      refusal('CRM_DEAL_TRANSITION_FORBIDDEN'),
    )
    await update('deals', deal.id, { stage: proposal.id })
    await expect(update('deals', deal.id, { stage: stage.id })).rejects.toThrow(
      refusal('CRM_DEAL_FIELD_REQUIRED'),
    )
    expect(
      await update('deals', deal.id, { closeDate: '2027-01-31', stage: stage.id }),
    ).toMatchObject({ stage: stage.id })
    await expect(update('deals', deal.id, { closeDate: null })).rejects.toThrow(
      refusal('CRM_DEAL_FIELD_REQUIRED'),
    )
  })

  it('follow the kind of their stage when it changes', async () => {
    const stage = await create('stages', { kind: 'open', name: 'Parked' })
    const deal = await create('deals', { stage: stage.id, title: 'Parked deal' })
    await update('stages', stage.id, { kind: 'lost' })

    expect(await find('deals', { id: { equals: deal.id } })).toMatchObject([{ stageKind: 'lost' }])
  })

  it('are worth the sum of their lines', async () => {
    const product = await create('products', { name: 'Press', price: 1999 })
    const deal = await create('deals', { amount: 1, title: 'Lines' })
    const line = { deal: deal.id, product: product.id }
    const half = await create('deal-lines', { ...line, discount: 1250, quantity: 1500 })
    await create('deal-lines', { ...line, unitPrice: 1000 })
    const now = () => find('deals', { id: { equals: deal.id } })

    // 1.5 × 19.99 less 12.5 % is 26.236875.
    expect(half).toMatchObject({ total: 2624, unitPrice: 1999 })
    expect(await now()).toMatchObject([{ amount: 3624, amountBase: 3624 }])

    await inTenant(() =>
      writeRecord({ change: { id: half.id, op: 'delete' }, collection: 'deal-lines' }),
    )
    expect(await now()).toMatchObject([{ amount: 1000 }])

    await update('deals', deal.id, { amount: 7, amountFromLines: false })
    expect(await now()).toMatchObject([{ amount: 7 }])

    const bare = await create('products', { name: 'Unpriced' })
    await expect(create('deal-lines', { deal: deal.id, product: bare.id })).rejects.toThrow(
      refusal('CRM_LINE_PRICE_MISSING'),
    )
  })
})

describe('products', () => {
  it('get the default values of their fields from an import too', async () => {
    expect(await create('products', { name: 'Fresh' })).toMatchObject({ active: true })
    expect(await create('products', { active: false, name: 'Old' })).toMatchObject({
      active: false,
    })
  })
})

describe('pipelines', () => {
  it('have one default', async () => {
    await create('pipelines', { isDefault: true, name: 'Renewals' })
    const sales = await byKey('pipelines', 'sales')

    expect(sales['isDefault']).toBe(false)
    await update('pipelines', sales.id, { isDefault: true })
    expect(await find('pipelines', { isDefault: { equals: true } })).toHaveLength(1)
  })
})

describe('users and roles', () => {
  it('begin as placeholders and never lose the last admin', async () => {
    const admin = await byKey('roles', 'admin')
    const user = await create('users', { name: 'Only' })
    expect(user).toMatchObject({ kind: 'staff', status: 'placeholder' })

    await update('users', user.id, { role: admin.id, status: 'active' })
    const last = refusal('PLATFORM_ADMIN_LAST')
    await expect(update('users', user.id, { status: 'disabled' })).rejects.toThrow(last)
    await expect(update('users', user.id, { role: null })).rejects.toThrow(last)

    await create('users', { name: 'Second', role: admin.id, status: 'active' })
    expect(await update('users', user.id, { status: 'disabled' })).toMatchObject({
      status: 'disabled',
    })
  })

  it('keep built-in roles and refuse rights that cannot be read', async () => {
    const admin = await byKey('roles', 'admin')

    await expect(update('roles', admin.id, { key: 'root' })).rejects.toThrow(
      refusal('PLATFORM_ROLE_BUILT_IN'),
    )
    await expect(
      update('roles', admin.id, { permissions: { collections: { deals: { read: 'some' } } } }),
    ).rejects.toThrow(refusal('PLATFORM_ROLE_INVALID'))
  })
})

describe('the demo', () => {
  it('fills a tenant with the same records once', async () => {
    const [acme] = demoTenants as readonly [DemoTenant]
    const count = async (collection: string) => (await find(collection, {}, demoId)).length
    const counts = async () =>
      Promise.all(['companies', 'contacts', 'products', 'deals'].map((slug) => count(slug)))
    await inTenant(() => seedDemo(acme), demoId)
    await inTenant(() => seedDemo(acme), demoId)
    const deals = await find('deals', {}, demoId)

    expect(await counts()).toEqual([60, 200, 12, 120])
    expect(await count('deal-lines')).toBeGreaterThan(120)
    expect(deals.every(({ amountBase }) => typeof amountBase === 'number' && amountBase > 0)).toBe(
      true,
    )
    expect(await find('deal-stage-history', { leftAt: { exists: false } }, demoId)).toHaveLength(
      120,
    )
  })
})
