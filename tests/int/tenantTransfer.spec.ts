import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPromise } from 'yauzl'
import { ZipFile } from 'yazl'

import { readRecords } from '../../src/collection/index.ts'
import { exportTenant, importTenant } from '../../src/exports/index.ts'
import { runImportCommand } from '../../src/imports/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'
import { countRows, digestRows } from './tenantRows.ts'

const samples = process.env['TENON_SAMPLE_DATA']
let app: TestApp
let folder: string
let archive: string

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer)
  }

  return Buffer.concat(chunks)
}

async function inWhole(slug: string, work: () => Promise<void>): Promise<void> {
  await app.inTenant(slug, work)
}

beforeAll(async () => {
  app = await testApp()
  folder = await mkdtemp(path.join(tmpdir(), 'tenon-transfer-'))
  archive = path.join(folder, 'acme.zip')
  if (samples !== undefined) {
    for (const [file, collection] of [
      ['accounts.csv', 'companies'],
      ['sales_pipeline.csv', 'deals'],
    ] as const) {
      await runImportCommand({
        collection,
        createMissing: true,
        dataDir: folder,
        dryRun: false,
        file: path.join(samples, 'sales-opportunities', file),
        locale: 'en',
        print: () => undefined,
        tenantId: app.tenantId('acme'),
      })
    }
  }
  const own = path.join(folder, 'files', app.tenantId('acme'), 'attachments', 'ab')
  mkdirSync(own, { recursive: true })
  writeFileSync(path.join(own, 'one'), 'the bytes of a file')
  await app.sql(
    `insert into jobs (tenant_id, id, kind, state) values ($1, gen_random_uuid(), 'never:runs', 'queued')`,
    [app.tenantId('acme')],
  )
  await app.sql(
    `insert into api_keys (tenant_id, id, name, prefix, secret_hash, role_id, owner_id)
      select u.tenant_id, gen_random_uuid(), 'Key', 'prefix', 'the hash of a key', r.id, u.id
      from users u join roles r on r.tenant_id = u.tenant_id and r.key = 'viewer'
      where u.tenant_id = $1 and u.email = 'admin@acme.test'`,
    [app.tenantId('acme')],
  )
  await inWhole('acme', async () => {
    await exportTenant({ dataDir: folder, target: archive })
  })
}, 180_000)

afterAll(async () => {
  await app.close()
  await rm(folder, { force: true, recursive: true })
})

describe('a tenant exported and imported as another', () => {
  let id: string

  it('has every row of every table, by the catalog', async () => {
    const made = await importTenant({ archive, dataDir: folder, name: 'Copy', slug: 'copy' })
    id = made.id
    // Jobs that had not run do not run in the copy as well.
    await app.sql(
      "update jobs set state = 'cancelled' where tenant_id = $1 and state in ('queued', 'running')",
      [app.tenantId('acme')],
    )
    const there = await digestRows(app.sql, app.tenantId('acme'))
    const here = await digestRows(app.sql, id)

    // The one exception: keys arrive without their secrets.
    expect(here).toEqual({ ...there, api_keys: here['api_keys'] })
    expect(here['api_keys']?.rows).toBe(there['api_keys']?.rows)
    expect(there['deals']?.rows).toBeGreaterThan(samples === undefined ? 10 : 8800)
    expect(there['domain_events']?.rows).toBeGreaterThan(10)
    expect(Object.values(there).reduce((sum, { rows }) => sum + rows, 0)).toBe(made.rows)
  }, 120_000)

  it('has its files, byte for byte', () => {
    const read = (tenantId: string) =>
      readFileSync(path.join(folder, 'files', tenantId, 'attachments', 'ab', 'one'), 'utf8')

    expect(read(id)).toBe(read(app.tenantId('acme')))
  })

  it('has its settings and answers on its own host', async () => {
    const [there, here] = await app.sql(
      `select currency, locale, time_zone, modules, status from tenants
        where slug in ('acme', 'copy') order by slug`,
    )

    expect(here).toEqual(there)
    const { token } = await app.signIn('copy', 'admin@acme.test')
    const answer = await app.request('copy', 'GET', '/api/deals?limit=1', { token })
    expect(answer.status).toBe(200)
  })

  it('can be changed without the other one noticing', async () => {
    const where = { stageKind: { equals: 'open' } }
    const before = await app.inTenant('acme', () =>
      readRecords({ collection: 'deals', limit: 1, where }),
    )
    const { token } = await app.signIn('copy', 'admin@acme.test')
    const deal = before.docs[0]
    const answer = await app.request('copy', 'PATCH', `/api/deals/${String(deal?.id)}`, {
      body: { title: 'Changed in the copy' },
      token,
    })

    expect(answer.status).toBe(200)
    const after = await app.inTenant('acme', () =>
      readRecords({ collection: 'deals', limit: 1, where }),
    )
    expect(after.docs[0]).toEqual(deal)
  })

  it('has the keys of programs, revoked and without their secrets', async () => {
    const rows = await app.sql(
      'select secret_hash, revoked_at is not null as revoked from api_keys where tenant_id = $1',
      [id],
    )

    expect(rows).toEqual([{ revoked: true, secret_hash: '' }])
  })
})

describe('an archive that is not whole', () => {
  async function refused(file: string, slug: string): Promise<unknown> {
    const error: unknown = await importTenant({
      archive: file,
      dataDir: folder,
      name: 'Broken',
      slug,
    }).catch((thrown: unknown) => thrown)
    const left = await app.sql('select id from tenants where slug = $1', [slug])

    expect(left).toEqual([])

    return error
  }

  it('is refused when a byte of it was changed, and leaves nothing', async () => {
    const bytes = readFileSync(archive)
    bytes.writeUInt8((bytes.readUInt8(20_000) + 1) % 256, 20_000)
    const broken = path.join(folder, 'changed.zip')
    writeFileSync(broken, bytes)

    expect(await refused(broken, 'changed')).toMatchObject({ code: 'EXPORTS_ARCHIVE_INVALID' })
  })

  it('is refused when a row was changed and packed again', async () => {
    const source = await openPromise(archive, { autoClose: false, lazyEntries: true })
    const zip = new ZipFile()
    for await (const entry of source.eachEntry()) {
      const content = await bytesOf(await source.openReadStreamPromise(entry))
      const text = content.toString('utf8')
      const isRows = entry.fileName === 'tables/products.jsonl'
      zip.addBuffer(
        isRows ? Buffer.from(text.replace('"active":true', '"active":null')) : content,
        entry.fileName,
      )
    }
    source.close()
    zip.end()
    const file = path.join(folder, 'packed.zip')
    writeFileSync(file, await bytesOf(zip.outputStream))

    expect(await refused(file, 'packed')).toMatchObject({
      code: 'EXPORTS_ARCHIVE_INVALID',
      message: expect.stringContaining('changed after it was exported') as string,
    })
  })

  it('is refused when it is cut short', async () => {
    const cut = path.join(folder, 'cut.zip')
    writeFileSync(cut, readFileSync(archive).subarray(0, 50_000))

    expect(await refused(cut, 'cut')).toMatchObject({ code: 'EXPORTS_ARCHIVE_INVALID' })
  })

  it('is refused when it would unpack to more than is allowed', async () => {
    const error: unknown = await importTenant({
      archive,
      dataDir: folder,
      limits: { maxBytes: 10_000 },
      name: 'Bomb',
      slug: 'bomb',
    }).catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({ code: 'EXPORTS_ARCHIVE_INVALID' })
  })

  it('is refused when its manifest names other entries or another version', async () => {
    const zip = new ZipFile()
    zip.addBuffer(
      Buffer.from(JSON.stringify({ format: 'tenon-tenant', version: 2 })),
      'manifest.json',
    )
    zip.end()
    const file = path.join(folder, 'version.zip')
    writeFileSync(file, await bytesOf(zip.outputStream))

    expect(await refused(file, 'version')).toMatchObject({ code: 'EXPORTS_ARCHIVE_INVALID' })
  })

  it('is not imported over a tenant that stands', async () => {
    const before = await countRows(app.sql, app.tenantId('northwind'))

    await expect(
      importTenant({ archive, dataDir: folder, name: 'Northwind', slug: 'northwind' }),
    ).rejects.toMatchObject({ code: 'EXPORTS_SLUG_TAKEN' })
    expect(await countRows(app.sql, app.tenantId('northwind'))).toEqual(before)
  })
})
