import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Query } from '../../src/tenancy/index.ts'
import { allRules, inspectCatalog, queryOn } from '../../src/tenancy/index.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import { sampleTables } from '../helpers/sampleTables.ts'
import { mutants } from './mutants.ts'

let fresh: FreshDatabase
let client: pg.Client
let query: Query

beforeAll(async () => {
  fresh = await freshDatabase(sampleTables)
  client = new pg.Client({ connectionString: fresh.superUrl })
  await client.connect()
  query = queryOn(client)
})

afterAll(async () => {
  await client.end()
  await fresh.drop()
})

describe('the catalog gate', () => {
  it('finds nothing wrong with a migrated database', async () => {
    expect(await inspectCatalog(query)).toEqual([])
  })

  it('is as content when the owner asks', async () => {
    const owner = new pg.Client({ connectionString: fresh.urls.owner })
    await owner.connect()
    try {
      expect(await inspectCatalog(queryOn(owner))).toEqual([])
    } finally {
      await owner.end()
    }
  })

  it.each(mutants)('sees: $name', async ({ rule, sql }) => {
    await query('begin')
    try {
      await query(sql)
      const violations = await inspectCatalog(query)

      expect(violations.map((violation) => violation.rule)).toContain(rule)
      expect(violations.every(({ fix, message, residue }) => fix && message && !residue)).toBe(true)
    } finally {
      await query('rollback')
    }
    expect(await inspectCatalog(query)).toEqual([])
  })

  it('has a mutant for every rule that does not need a broken cluster', () => {
    const covered = new Set(mutants.map(({ rule }) => rule))

    expect(allRules.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual(['role-missing'])
    expect(mutants.length).toBeGreaterThanOrEqual(30)
  })
})
