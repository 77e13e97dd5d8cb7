import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { formatContextKeys } from '../../src/tenancy/contextKeys.ts'
import type { ChildServer } from '../helpers/childServer.ts'
import { freeServerPort, signInAt, startChildServer } from '../helpers/childServer.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { testKeys } from '../helpers/freshDatabase.ts'
import type { CuttingProxy } from './postgresProxy.ts'
import { startCuttingProxy } from './postgresProxy.ts'
import { auditWrites } from './serverAudit.ts'
import { databaseWithTenant, HOST, OWNER } from './serverKills.ts'
import type { Writers } from './serverWriters.ts'
import { randomNumbers, startWriters } from './serverWriters.ts'

const CUTS = 100
const seed = Number(process.env['TENON_TEST_SEED'] ?? Date.now() % 2 ** 31)
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tenon-cuts-'))

let fresh: FreshDatabase
let proxy: CuttingProxy
let server: ChildServer
let writers: Writers

beforeAll(async () => {
  fresh = await databaseWithTenant(dataDir)
  proxy = await startCuttingProxy(fresh.urls.app, randomNumbers(seed))
  server = await startChildServer({
    contextKeys: formatContextKeys(testKeys),
    dataDir,
    port: await freeServerPort(),
    secret: 'the secret of a server with a bad line',
    urls: { app: proxy.through(fresh.urls.app), system: proxy.through(fresh.urls.system) },
  })
  const target = { host: HOST, port: server.port }
  const token = await signInAt(target, OWNER)
  writers = startWriters({ ...target, clients: 8, seed, token })
}, 300_000)

afterAll(async () => {
  await writers.stop()
  await server.stop()
  await proxy.stop()
  await fresh.drop()
  rmSync(dataDir, { force: true, recursive: true })
})

it('says of a write whose COMMIT was cut off that nobody knows, and never says less', async () => {
  await writers.moreAcknowledged(20)
  proxy.setRate(0.2)
  while (proxy.cuts.after + proxy.cuts.before < CUTS) {
    await sleep(20)
  }
  proxy.setRate(0)
  await writers.moreAcknowledged(50)
  await writers.stop()
  const audit = await auditWrites(fresh.superuser, writers.writes)
  process.stderr.write(`cuts: seed ${seed}, ${JSON.stringify({ ...audit, cuts: proxy.cuts })}\n`)

  expect(audit.faults).toEqual([])
  // Both kinds of ignorance came up: some of these writes are there, some are not.
  expect(audit.landed).toBeGreaterThan(0)
  expect(audit.unknown).toBeGreaterThan(audit.landed)
  expect(Math.max(...writers.writes.map(({ ms }) => ms))).toBeLessThan(12_000)
  expect(server.isRunning()).toBe(true)
})
