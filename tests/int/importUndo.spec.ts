import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { allModels, readRecords, startUndo, undoJob } from '../../src/collection/index.ts'
import type { JobView } from '../../src/jobs/index.ts'
import { getJob, startJobRunner } from '../../src/jobs/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { ImportTenant } from './importSetup.ts'
import { importTenant } from './importSetup.ts'

const samples = process.env['TENON_SAMPLE_DATA']
const reason = samples === undefined ? ' (skipped: TENON_SAMPLE_DATA is not set)' : ''
// Each write moves them on, also the one that takes a change back.
const MOVING = new Set(['updatedAt', 'version'])
let tenant: ImportTenant

function sample(name: string): string {
  return path.join(samples ?? '', 'sales-opportunities', name)
}

function inTenant<T>(work: () => Promise<T>): Promise<T> {
  return runAsTenant({ tenantId: tenant.tenantId }, work)
}

/**
 * A digest of every record that people write and that is not in the trash, by collection. What rules
 * keep of a record, such as the stages a deal was in, goes into the trash and comes back with it.
 */
async function liveRecords(): Promise<Record<string, string>> {
  const state: Record<string, string> = {}
  for (const model of allModels().filter(({ tracked }) => tracked)) {
    const { docs } = await inTenant(() =>
      readRecords({
        collection: model.slug,
        limit: 0,
        sort: 'id',
        where: model.trash ? { deletedAt: { exists: false } } : {},
      }),
    )
    const texts = docs.map((doc) =>
      JSON.stringify(Object.entries(doc).filter(([path]) => !MOVING.has(path))),
    )
    const digest = createHash('sha256').update(texts.join('\n')).digest('hex')
    state[model.slug] = `${docs.length} ${digest}`
  }

  return state
}

async function undo(batchId: string): Promise<JobView> {
  const id = await inTenant(() =>
    database().transaction((transaction) => startUndo(transaction, batchId)),
  )
  const failures: unknown[] = []
  const runner = startJobRunner({
    jobs: [undoJob],
    onError: (error) => failures.push(error),
    only: id,
    pollMs: 50,
  })
  try {
    for (let tries = 0; tries < 2000; tries += 1) {
      const view = await inTenant(() => getJob(id))
      if (view.finishedAt !== null) {
        expect(failures).toEqual([])

        return view
      }
      await sleep(50)
    }
  } finally {
    await runner.stop()
  }

  return expect.fail('the undo did not end')
}

describe.skipIf(samples === undefined)(`undoing imports${reason}`, () => {
  beforeAll(async () => {
    tenant = await importTenant()
  })

  afterAll(async () => {
    await tenant.close()
  })

  it('leaves the tenant as it was before them, with all that was made on the way', async () => {
    const accounts = readFileSync(sample('accounts.csv'), 'utf8').split('\n')
    const before = [accounts[0] ?? '', ...accounts.slice(1, 41)].join('\n')
    const old = tenant.write('before.csv', before.replaceAll('technolgy', 'computers'))
    await tenant.importFile(old, 'companies')
    const standing = await liveRecords()

    const batches: string[] = []
    for (const [file, collection] of [
      ['accounts.csv', 'companies'],
      ['sales_teams.csv', 'users'],
      ['products.csv', 'products'],
      ['sales_pipeline.csv', 'deals'],
    ] as const) {
      const { jobId, summary } = await tenant.importFile(sample(file), collection)
      expect(summary.failed).toBe(0)
      batches.push(jobId)
    }
    expect(await tenant.count('deals')).toBe(8800)
    expect(await liveRecords()).not.toEqual(standing)

    for (const batch of batches.toReversed()) {
      expect(await undo(batch)).toMatchObject({ result: { kept: 0 }, state: 'done' })
    }
    expect(await liveRecords()).toEqual(standing)
  }, 240_000)

  it('lets the same files come again as if they were new', async () => {
    const { summary } = await tenant.importFile(sample('products.csv'), 'products')

    expect(summary).toMatchObject({ created: 7, failed: 0, updated: 0 })
  }, 60_000)

  it('finds nobody by an outside id whose record was taken back', async () => {
    const { summary } = await tenant.importFile(sample('sales_pipeline.csv'), 'deals', {
      dryRun: true,
    })

    expect(summary).toMatchObject({ created: 8800, updated: 0 })
  }, 120_000)
})
