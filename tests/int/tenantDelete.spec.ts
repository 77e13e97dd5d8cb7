import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createDeleteTenantJob, deleteTenant } from '../../src/exports/index.ts'
import { createMember } from '../../src/identity/index.ts'
import { startJobRunner } from '../../src/jobs/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import { findTenant, resumeTenant } from '../../src/tenancy/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'
import { countRows } from './tenantRows.ts'

let app: TestApp
let dataDir: string
let acme: string
let before: Record<string, number>

async function purge(): Promise<void> {
  await app.inTenant('acme', async () => {
    await database().transaction((transaction) =>
      transaction.query("select tenancy.purge_tenant_rows('deals', 10)"),
    )
  })
}

beforeAll(async () => {
  app = await testApp()
  dataDir = await mkdtemp(path.join(tmpdir(), 'tenon-delete-'))
  acme = app.tenantId('acme')
  for (const top of ['files', 'uploads', 'exports']) {
    mkdirSync(path.join(dataDir, top, acme, 'deep'), { recursive: true })
    writeFileSync(path.join(dataDir, top, acme, 'deep', 'file'), 'x')
  }
  await app.signIn('acme', 'admin@acme.test')
  await createMember({
    demo: true,
    email: 'rep@acme.test',
    name: 'In both',
    password: 'tenon-demo',
    roleKey: 'rep',
    tenantId: app.tenantId('northwind'),
  })
  await app.sql("insert into domains (host, tenant_id) values ('acme.example', $1)", [acme])
  await app.sql(
    `insert into mails (tenant_id, id, to_address, subject) values ($1, $2, 'a@b.test', 'S')`,
    [acme, '00000000-0000-7000-8000-000000000001'],
  )
  mkdirSync(path.join(dataDir, 'mail'))
  writeFileSync(path.join(dataDir, 'mail', '00000000-0000-7000-8000-000000000001.eml'), 'x')
  before = await countRows(app.sql, app.tenantId('northwind'))
}, 120_000)

afterAll(async () => {
  await app.close()
  await rm(dataDir, { force: true, recursive: true })
})

describe('deleting a tenant', () => {
  it('is refused without its name as the confirmation', async () => {
    await expect(deleteTenant({ confirm: 'yes', slug: 'acme' })).rejects.toMatchObject({
      code: 'EXPORTS_CONFIRMATION_WRONG',
    })
    expect((await findTenant('acme'))?.status).toBe('active')
  })

  it('is beyond a request: rows are purged only once the system role has marked the tenant', async () => {
    await expect(purge()).rejects.toMatchObject({ code: 'TN403' })
    await expect(
      app.inTenant('acme', () =>
        database().transaction((transaction) =>
          transaction.query('select tenancy.forget_tenant()'),
        ),
      ),
    ).rejects.toMatchObject({ code: 'TN403' })
    await expect(
      app.inTenant('acme', () =>
        database().transaction((transaction) =>
          transaction.query('update tenants set deleting_at = now()'),
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('closes it at once, for good, and goes on where it was stopped', async () => {
    // The server's own runner must not take it before this test does.
    const { jobId } = await deleteTenant({ confirm: 'acme', headStartMs: 60_000, slug: 'acme' })

    expect((await findTenant('acme'))?.status).toBe('suspended')
    await expect(resumeTenant({ slug: 'acme' })).rejects.toMatchObject({
      code: 'TENANCY_TENANT_UNKNOWN',
    })
    await purge()
    const [deals] = await app.sql('select count(*)::int as n from deals where tenant_id = $1', [
      acme,
    ])
    expect(Number(deals?.['n'])).toBeGreaterThan(0)
    const failures: unknown[] = []
    const runner = startJobRunner({
      jobs: [createDeleteTenantJob({ dataDir, graceMs: 0 })],
      onError: (error) => failures.push(error),
      only: jobId,
      pollMs: 50,
    })
    for (let tries = 0; (await findTenant('acme')) !== undefined && tries < 300; tries += 1) {
      await sleep(100)
    }
    await runner.stop()

    expect(failures).toEqual([])
    expect(await findTenant('acme')).toBeUndefined()
  }, 60_000)

  it('leaves no row in any table that knows tenants, by the catalog', async () => {
    expect(await countRows(app.sql, acme)).toEqual({})
  })

  it('leaves no folder and no mail of it', () => {
    for (const top of readdirSync(dataDir)) {
      expect(existsSync(path.join(dataDir, top, acme))).toBe(false)
    }
    expect(readdirSync(path.join(dataDir, 'mail'))).toEqual([])
  })

  it('deletes the accounts of nobody else and keeps those of other tenants', async () => {
    const rows = await app.sql("select email from accounts where email like '%@acme.test'")

    expect(rows.map((row) => row['email'])).toEqual(['rep@acme.test'])
  })

  it('leaves every row of other tenants', async () => {
    expect(await countRows(app.sql, app.tenantId('northwind'))).toEqual(before)
  })
})
