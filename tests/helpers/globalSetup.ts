import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startPostgres } from '../../src/launcher/index.ts'

type Cluster = { stop: () => Promise<void>; superUrl: string }

/** What may be lost when the machine stops need not reach the disk. */
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
const SECRET = 'the secret of tests'

// Every project of the run calls this setup; the suites share one cluster.
const KEY = Symbol.for('tenon.testCluster')
const shared = globalThis as { [KEY]?: { cluster: Promise<Cluster>; users: number } | undefined }

/** Starts the PostgreSQL of this test run, or joins the one that TENON_TEST_SUPER_URL names. */
export async function setup(): Promise<void> {
  process.env['TZ'] = 'UTC'
  process.env['TENON_TEST_SECRET'] ??= SECRET

  if (shared[KEY] === undefined && process.env['TENON_TEST_SUPER_URL'] !== undefined) {
    return
  }
  const run = (shared[KEY] ??= { cluster: startCluster(), users: 0 })

  run.users += 1
  process.env['TENON_TEST_SUPER_URL'] = (await run.cluster).superUrl
}

/** Stops the PostgreSQL of this test run when the last suite has ended. */
export async function teardown(): Promise<void> {
  const run = shared[KEY]

  if (run === undefined) {
    return
  }
  run.users -= 1
  if (run.users === 0) {
    shared[KEY] = undefined
    await (await run.cluster).stop()
  }
}

async function startCluster(): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenon-test-'))
  const given = process.env['TENON_SECRET']

  // The launcher sets the roles' passwords from this secret; the suites derive the same ones.
  process.env['TENON_SECRET'] = process.env['TENON_TEST_SECRET']
  try {
    const postgres = await startPostgres({
      dataDir,
      log: { info: () => undefined, warn: (message) => process.stderr.write(`${message}\n`) },
      settings: FAST,
    })

    return {
      stop: async () => {
        await postgres.stop()
        rmSync(dataDir, { force: true, recursive: true })
      },
      superUrl: postgres.superUrl,
    }
  } catch (error) {
    rmSync(dataDir, { force: true, recursive: true })
    throw error
  } finally {
    if (given === undefined) {
      delete process.env['TENON_SECRET']
    } else {
      process.env['TENON_SECRET'] = given
    }
  }
}
