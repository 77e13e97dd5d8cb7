import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CollectionModel } from '../../src/collection/index.ts'
import { compileRead } from '../../src/collection/index.ts'
import type { Database, Row } from '../../src/kernel/db/index.ts'
import type { TableSpec } from '../../src/kernel/schema/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { compileProduct } from '../../src/main/product.ts'
import { allTables } from '../../src/main/tables.ts'
import { crm } from '../../src/main/tenon.config.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import type { PlanCase } from './planGateCases.ts'
import { casesOf } from './planGateCases.ts'
import type { PlanNode } from './planGatePlan.ts'
import { isInIndex, rowsTouched } from './planGatePlan.ts'
import { seedWhale, WHALE_ROWS } from './planGateSeed.ts'

const MOST_ROWS = 1000

/** Lists that may read the whole tenant. Nothing else may; each line says why. */
const MAY_SCAN: readonly { cases: RegExp; reason: string }[] = []

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
  it.each(models.map((model) => [model.slug, model] as const))(
    'finds every list of %s in an index',
    async (_slug, model) => {
      expect(await failuresOf(await allCases(model))).toEqual([])
    },
  )
})

async function allCases(model: CollectionModel): Promise<PlanCase[]> {
  const table = tables.find(({ name }) => name === model.table) as TableSpec
  const [sample = {}] = await fresh.superuser(
    `select to_jsonb(t) as row from ${model.table} t where tenant_id = $1 and id = md5($2)::uuid`,
    [whale, `${model.slug} 0 4000`],
  )

  return casesOf(model, table, sample['row'] as Row)
}

async function failuresOf(cases: readonly PlanCase[]): Promise<string[]> {
  const failures: string[] = []
  for (const one of cases.filter(({ name }) => !MAY_SCAN.some((entry) => entry.cases.test(name)))) {
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

      return row?.['QUERY PLAN'][0]?.Plan as PlanNode
    })
  })
}
