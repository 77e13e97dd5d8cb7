import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'

import { exportTenant, importTenant, startExport } from '../../src/exports/index.ts'
import { listSheets, openXlsx } from '../../src/imports/parse/xlsx/openXlsx.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { ImportTenant } from '../int/importSetup.ts'
import { importTenant as tenantOfImports } from '../int/importSetup.ts'
import { countRows, digestRows } from '../int/tenantRows.ts'

const WORKER = path.join(import.meta.dirname, 'exportWorker.ts')
const ROWS = 20_000
const workers: ChildProcess[] = []
let tenant: ImportTenant

function startWorker(env: Record<string, string> = {}): ChildProcess {
  const worker = spawn(process.execPath, [WORKER], {
    env: {
      ...process.env,
      WORKER_APP_URL: tenant.fresh.urls.app,
      WORKER_DATA_DIR: tenant.dataDir,
      WORKER_SYSTEM_URL: tenant.fresh.urls.system,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.push(worker)

  return worker
}

async function waitFor(id: string, accept: (done: number, state: string) => boolean) {
  for (const started = Date.now(); Date.now() - started < 90_000;) {
    const [row] = await tenant.fresh.superuser<{ done: string; state: string }>(
      'select progress_done as done, state from jobs where id = $1',
      [id],
    )
    if (accept(Number(row?.done), row?.state ?? '')) {
      return
    }
    await sleep(20)
  }
  expect.fail('the job does not come so far')
}

beforeAll(async () => {
  tenant = await tenantOfImports()
  mkdirSync(tenant.dataDir, { recursive: true })
  await tenant.fresh.superuser(
    `insert into companies (tenant_id, id, name)
      select $1, gen_random_uuid(), 'Company ' || n from generate_series(1, ${ROWS}) n`,
    [tenant.tenantId],
  )
}, 120_000)

afterEach(() => {
  workers.splice(0).forEach((worker) => worker.kill('SIGKILL'))
})

afterAll(async () => {
  await tenant.close()
})

it.each([
  ['csv', [3000, 9000]],
  ['json', [5000]],
] as const)(
  'writes each record once as %s though its worker is killed on the way',
  async (format, kills) => {
    const id = await runAsTenant({ tenantId: tenant.tenantId }, () =>
      startExport({ collection: 'companies', fields: ['id', 'name'], format, sort: '-name' }),
    )
    for (const most of kills) {
      const worker = startWorker()
      await waitFor(id, (done) => done >= most)
      worker.kill('SIGKILL')
      // What a lost worker had begun to write must not stay.
      const part = path.join(tenant.dataDir, 'exports', tenant.tenantId, `${id}.part1`)
      writeFileSync(part, `${readFileSync(part, 'utf8')}half a li`)
    }
    startWorker()
    await waitFor(id, (_done, state) => state === 'done')
    const extension = format === 'csv' ? 'csv' : 'jsonl'
    const text = readFileSync(
      path.join(tenant.dataDir, 'exports', tenant.tenantId, `${id}.${extension}`),
      'utf8',
    )
    const ids = [...text.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(
      ([one]) => one,
    )
    const rows = await tenant.fresh.superuser<{ id: string }>(
      'select id from companies where tenant_id = $1 order by name desc, id desc',
      [tenant.tenantId],
    )

    expect(text).not.toContain('half a li')
    expect(ids).toEqual(rows.map((row) => row.id))
  },
  150_000,
)

it('writes each record once into a workbook though its worker is killed in the rows and in the packing', async () => {
  const id = await runAsTenant({ tenantId: tenant.tenantId }, () =>
    startExport({ collection: 'companies', fields: ['id', 'name'], format: 'xlsx', sort: '-name' }),
  )
  const folder = path.join(tenant.dataDir, 'exports', tenant.tenantId)
  const unfinished = path.join(folder, `${id}.xlsx.new`)
  const env = { WORKER_SHEET_ROWS: '7000' }
  const first = startWorker(env)
  // The second sheet has begun.
  await waitFor(id, (done) => done >= 9000)
  first.kill('SIGKILL')
  const part = path.join(folder, `${id}.part2`)
  writeFileSync(part, `${readFileSync(part, 'utf8')}<row><c><half a`)

  const second = startWorker(env)
  await expect.poll(() => existsSync(unfinished), { interval: 1, timeout: 90_000 }).toBe(true)
  second.kill('SIGKILL')
  // Whether it had come to the end of the packing by then or not: what it left must not stay.
  writeFileSync(unfinished, 'PK half a workbook')
  expect(existsSync(path.join(folder, `${id}.xlsx`))).toBe(false)

  startWorker(env)
  await waitFor(id, (_done, state) => state === 'done')
  const file = path.join(folder, `${id}.xlsx`)
  const sheets = await listSheets(file)
  const ids: string[] = []
  for (const sheet of sheets) {
    for await (const { cells } of (await openXlsx(file, sheet)).rows) {
      ids.push(cells[0] ?? '')
    }
  }
  const rows = await tenant.fresh.superuser<{ id: string }>(
    'select id from companies where tenant_id = $1 order by name desc, id desc',
    [tenant.tenantId],
  )

  expect(sheets).toHaveLength(3)
  expect(ids).toEqual(rows.map((row) => row.id))
  expect(readdirSync(folder).filter((name) => name.startsWith(id))).toEqual([`${id}.xlsx`])
}, 240_000)

it('leaves an import of a tenant that is killed without a row, and the next attempt whole', async () => {
  const archive = path.join(tenant.dataDir, 'whole.zip')
  await runAsTenant({ tenantId: tenant.tenantId }, () =>
    exportTenant({ dataDir: tenant.dataDir, target: archive }),
  )
  const worker = startWorker({ WORKER_ARCHIVE: archive })
  await new Promise<void>((resolve) => {
    worker.stdout?.on('data', (chunk: Buffer) => {
      if (Number(chunk.toString().trim().split('\n').at(-1)) > 5000) {
        resolve()
      }
    })
  })
  worker.kill('SIGKILL')
  const [half] = await tenant.fresh.superuser<{ id: string; status: string }>(
    "select id, status from tenants where slug = 'copy'",
  )
  // The server notices a lost connection only when it next speaks to it.
  await expect
    .poll(() => tenant.fresh.superuser("select 1 from pg_locks where locktype = 'advisory'"), {
      timeout: 20_000,
    })
    .toEqual([])

  expect(half?.status).toBe('suspended')
  expect(await countRows(tenant.fresh.superuser, half?.id ?? '')).toEqual({})
  // Jobs that had not run do not run in the copy as well.
  await tenant.fresh.superuser(
    "update jobs set state = 'cancelled' where state in ('queued', 'running')",
  )
  const made = await importTenant({ archive, dataDir: tenant.dataDir, name: 'Copy', slug: 'copy' })
  expect(made.id).toBe(half?.id)
  expect(await digestRows(tenant.fresh.superuser, made.id)).toEqual(
    await digestRows(tenant.fresh.superuser, tenant.tenantId),
  )
}, 120_000)
