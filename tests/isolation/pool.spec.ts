import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase } from '../helpers/freshDatabase.ts'
import { hasPgBouncer, startPgBouncer } from '../helpers/pgBouncer.ts'
import { sampleTables } from '../helpers/sampleTables.ts'
import { soakPool } from '../helpers/soakPool.ts'

const CHECKOUTS = 10_000
const SEED = Number(process.env['TENON_TEST_SEED'] ?? Date.now() % 2 ** 31)

let fresh: FreshDatabase

beforeAll(async () => {
  fresh = await freshDatabase(sampleTables)
})

afterAll(async () => {
  await fresh.drop()
})

describe(`the pool under twice ${CHECKOUTS} checkouts of 64 borrowers (seed ${SEED})`, () => {
  it('hands no context, row or open transaction to the next borrower', async () => {
    const report = await soakPool({
      checkouts: CHECKOUTS,
      fresh,
      prepare: true,
      seed: SEED,
      url: fresh.urls.app,
    })

    expect(report).toMatchObject({ checkouts: CHECKOUTS, leaks: [] })
    expect(
      Math.min(report.aborted, report.cancelled, report.killed, report.unscoped),
    ).toBeGreaterThan(0)
  })

  it.skipIf(!hasPgBouncer())(
    'nor through PgBouncer in transaction mode (npm run setup:system installs it)',
    async () => {
      const bouncer = await startPgBouncer(fresh.urls.app, 20)
      try {
        const report = await soakPool({
          checkouts: CHECKOUTS,
          fresh,
          prepare: false,
          seed: SEED,
          url: bouncer.url,
        })

        expect(report).toMatchObject({ checkouts: CHECKOUTS, leaks: [] })
      } finally {
        await bouncer.stop()
      }
    },
  )
})
