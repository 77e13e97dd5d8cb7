import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CollectionModel } from '../../src/collection/index.ts'
import { compileRead, readRecords } from '../../src/collection/index.ts'
import type { Database, Row } from '../../src/kernel/db/index.ts'
import type { TableSpec } from '../../src/kernel/schema/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { compileProduct } from '../../src/main/product.ts'
import { allTables } from '../../src/main/tables.ts'
import { crm } from '../../src/main/tenon.config.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import type { PlanCase } from './planGateCases.ts'
import { casesOf, FURTHER_CASES, leadingColumns, listableFields } from './planGateCases.ts'
import type { PlanNode } from './planGatePlan.ts'
import { isInIndex, nodesOf, rowsTouched } from './planGatePlan.ts'
import { seedWhale, WHALE_ROWS } from './planGateSeed.ts'
import { UNINDEXED } from './planGateUnindexed.ts'

const MOST_ROWS = 1000

const product = compileProduct(crm)
const tables = allTables(product)
const models = product.models.filter(({ slug }) => WHALE_ROWS[slug] !== undefined)

let fresh: FreshDatabase
let database: Database
let whale: string

beforeAll(async () => {
  fresh = await freshDatabase(tables)
  whale = await seedWhale(fresh.superuser, product.models)
  database = fresh.open()
})

afterAll(async () => {
  await fresh.drop()
})

describe('the plan gate', () => {
  it('knows every field that no index serves', () => {
    const known = Object.entries(UNINDEXED).map(([slug, fields]) => [
      slug,
      Object.keys(fields).toSorted(),
    ])

    expect(Object.fromEntries(models.map((model) => [model.slug, unindexed(model)]))).toEqual(
      Object.fromEntries(known),
    )
  })

  it('finds the order in which each list is first shown in an index', () => {
    const first = new Map(
      product.collections.map(({ defaultSort, slug }) => [slug, String(defaultSort)]),
    )
    const missing = models.filter((model) =>
      unindexed(model).includes((first.get(model.slug) ?? '').replace('-', '')),
    )

    expect(missing.map(({ slug }) => slug)).toEqual([])
  })

  it.each(models.map((model) => [model.slug, model] as const))(
    'finds every list of %s in an index',
    async (_slug, model) => {
      expect(await failuresOf(await allCases(model))).toEqual([])
    },
  )

  it('finds related records and words in an index', async () => {
    expect(await failuresOf(FURTHER_CASES)).toEqual([])
  })

  it.each(['lastName', '-lastName', '-createdAt', 'name', '-email'])(
    'reads on from deep in a list sorted by %s in an index',
    async (sort) => {
      const [after, before] = await neighboursOf('contacts', sort)

      expect(
        await failuresOf([
          { after, collection: 'contacts', name: `contacts after, by ${sort}`, sort },
          { before, collection: 'contacts', name: `contacts before, by ${sort}`, sort },
        ]),
      ).toEqual([])
    },
  )

  it('finds words in their index, in the large tenant alone', async () => {
    const plan = await explainSearch('%n123456%')

    expect(isInIndex(plan, 'tenant_id')).toBe(true)
    expect(nodesOf(plan).some((node) => node['Index Cond']?.includes('~~'))).toBe(true)
    expect(rowsTouched(plan)).toBeLessThan(MOST_ROWS)
  })

  it.each(['company.name,name', '-owner.name', 'lastName,-company.name'])(
    'reads related records once, not for each contact, for an order by %s',
    async (sort) => {
      const plan = await explain({ collection: 'contacts', name: sort, sort })
      const further = nodesOf(plan).map((node) => node['Actual Loops'])

      // The records of both parts of a page and those that follow it.
      expect(Math.max(...further)).toBeLessThan(100)
    },
  )

  it('notices when an index is gone', async () => {
    const [index] = await fresh.superuser(
      `select indexdef as definition, indexname as name from pg_indexes
        where tablename = 'contacts' and indexdef like '%(tenant_id, email, id)'`,
    )
    const byEmail: PlanCase = {
      collection: 'contacts',
      indexed: 'email',
      name: 'contacts by e-mail',
      where: { email: { equals: 'nobody@example.com' } },
    }
    await fresh.superuser(`drop index ${String(index?.['name'])}`)
    try {
      expect(await failuresOf([byEmail])).toEqual([expect.stringContaining('contacts by e-mail')])
    } finally {
      await fresh.superuser(String(index?.['definition']))
    }
    expect(await failuresOf([byEmail])).toEqual([])
  })
})

/** The cursors of a page in the middle of the large tenant's list. */
async function neighboursOf(collection: string, sort: string): Promise<[string, string]> {
  const where = { deletedAt: { exists: false } }
  const { nextCursor, prevCursor } = await runAsTenant({ tenantId: whale }, () =>
    database.transaction((transaction) =>
      readRecords(
        { collection, cursors: true, limit: 25, page: 3000, sort, where: { and: [{}, where] } },
        transaction,
      ),
    ),
  )

  return [present(nextCursor ?? undefined), present(prevCursor ?? undefined)]
}

/** The plan of the statement inside `tenancy.search_contacts`, run as the role it runs as. */
async function explainSearch(pattern: string): Promise<PlanNode> {
  const [body] = await fresh.superuser(
    "select replace(prosrc, 'pattern', quote_literal($1)) as text from pg_proc where proname = 'search_contacts'",
    [pattern],
  )
  const client = new pg.Client({ connectionString: fresh.superUrl })
  await client.connect()
  try {
    await client.query('set role tenon_search')
    await client.query("select set_config('tenon.context', $1, false)", [
      fresh.signer.sign({ tenantId: whale, userId: null }),
    ])
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `explain (analyze, timing off, format json) ${String(body?.['text'])}`,
    )

    return present(rows[0]?.['QUERY PLAN'][0]?.Plan)
  } finally {
    await client.end()
  }
}

function unindexed(model: CollectionModel): string[] {
  const leading = leadingColumns(tableOf(model))

  return listableFields(model)
    .flatMap(({ column, path }) => (leading.has(column) ? [] : [path]))
    .toSorted()
}

function tableOf(model: CollectionModel): TableSpec {
  return present(tables.find(({ name }) => name === model.table))
}

async function allCases(model: CollectionModel): Promise<PlanCase[]> {
  const [sample = {}] = await fresh.superuser(
    `select to_jsonb(t) as row from ${model.table} t where tenant_id = $1 and id = md5($2)::uuid`,
    [whale, `${model.slug} 0 3000`],
  )

  return casesOf(model, tableOf(model), sample['row'] as Row)
}

async function failuresOf(cases: readonly PlanCase[]): Promise<string[]> {
  const failures: string[] = []
  for (const one of cases) {
    const plan = await explain(one)
    const touched = rowsTouched(plan)
    if (touched > MOST_ROWS) {
      failures.push(`${one.name}: ${touched} rows`)
    } else if (one.indexed !== undefined && !isInIndex(plan, one.indexed)) {
      failures.push(`${one.name}: not in the index`)
    }
  }

  return failures
}

/** Runs a list as the request role in the tenant's signed context and gives its plan. */
function explain(one: PlanCase): Promise<PlanNode> {
  return runAsTenant({ tenantId: whale }, async () => {
    const model = product.models.find(({ slug }) => slug === one.collection)
    const [page] = compileRead({
      after: one.after,
      before: one.before,
      collection: one.collection,
      limit: 25,
      sort: one.sort,
      where: {
        and: [one.where ?? {}, model?.trash === true ? { deletedAt: { exists: false } } : {}],
      },
    })

    return database.transaction(async (transaction) => {
      const [row] = await transaction.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `explain (analyze, timing off, format json) ${page?.text ?? ''}`,
        page?.values,
      )

      return present(row?.['QUERY PLAN'][0]?.Plan)
    })
  })
}

function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new TypeError('nothing there')
  }

  return value
}
