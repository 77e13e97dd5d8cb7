import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { startImport } from '../../src/imports/index.ts'
import type { JobView } from '../../src/jobs/index.ts'
import { getJob } from '../../src/jobs/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { ImportTenant } from '../int/importSetup.ts'
import { importTenant } from '../int/importSetup.ts'

const ROWS = 8000
const BAD_EVERY = 400
let tenant: ImportTenant

function startWorker(): ChildProcess {
  return spawn(process.execPath, [path.join(import.meta.dirname, 'jobsImportWorker.ts')], {
    env: {
      ...process.env,
      WORKER_APP_URL: tenant.fresh.urls.app,
      WORKER_DATA_DIR: tenant.dataDir,
      WORKER_SYSTEM_URL: tenant.fresh.urls.system,
    },
    stdio: 'inherit',
  })
}

async function waitFor(id: string, accept: (view: JobView) => boolean): Promise<JobView> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const view = await runAsTenant({ tenantId: tenant.tenantId }, () => getJob(id))
    if (accept(view)) {
      return view
    }
    await sleep(50)
  }

  return expect.fail(`job ${id} did not get there`)
}

beforeAll(async () => {
  tenant = await importTenant()
})

afterAll(async () => {
  await tenant.close()
})

it('brings in every row once, whenever its worker is killed', async () => {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const employees = at % BAD_EVERY === 0 ? 'many' : String(at)

    return `Company ${at},${employees},Group ${at % 50}`
  })
  const file = tenant.write('all.csv', ['name,employees,parent company', ...lines].join('\n'))
  const { id } = await runAsTenant({ tenantId: tenant.tenantId }, () =>
    startImport({
      collection: 'companies',
      createMissing: true,
      dataDir: tenant.dataDir,
      dryRun: false,
      file,
      key: 'none',
    }),
  )
  // Once in the pass over the rows, once in the pass that ties them to each other.
  for (const reached of [ROWS / 4, ROWS + ROWS / 4]) {
    const worker = startWorker()
    await waitFor(id, ({ progress, state }) => progress.done >= reached || state === 'done')
    worker.kill('SIGKILL')
  }
  const last = startWorker()
  const { result, state } = await waitFor(id, (view) => view.finishedAt !== null)
  last.kill('SIGKILL')
  const bad = ROWS / BAD_EVERY

  expect(state).toBe('done')
  expect(result).toMatchObject({
    created: ROWS - bad,
    failed: bad,
    incomplete: 0,
    missingCreated: { companies: 50 },
  })
  expect(await tenant.count('companies')).toBe(ROWS - bad + 50)
  expect(await tenant.count('companies', { parent: { exists: true } })).toBe(ROWS - bad)
  const [changes] = await tenant.fresh.superuser<{ doubled: number; n: number }>(
    `select count(*)::int as n, (count(*) - count(distinct record_id))::int as doubled
      from domain_events where batch_id = $1 and op = 'create'`,
    [id],
  )
  expect(changes).toEqual({ doubled: 0, n: ROWS - bad + 50 })
}, 180_000)
