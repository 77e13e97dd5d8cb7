import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { fuzzApi } from '../helpers/fuzz/fuzzApi.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const REQUESTS = 20_000

describe('the API under requests made from its own description', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  it(`answers ${REQUESTS} of them as described`, { timeout: 600_000 }, async () => {
    const seed = process.env['TENON_TEST_SEED'] ?? String(Date.now() % 2 ** 31)
    const report = await fuzzApi(app, { requests: REQUESTS, seed })
    process.stdout.write(`fuzz: ${JSON.stringify({ ...report, faults: report.faults.length })}\n`)

    expect(report.faults, `seed ${seed}`).toEqual([])
    expect(report.requests).toBe(REQUESTS)
    // Enough must be right for the answers to say something.
    expect((report.byStatus['200'] ?? 0) + (report.byStatus['201'] ?? 0)).toBeGreaterThan(4000)
  })
})
