import { readdirSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readRecords, writeRecord } from '../../src/collection/index.ts'
import { createFileStore, diskDriver, files, newFileKey, useFiles } from '../../src/files/index.ts'
import type { FileStore } from '../../src/files/index.ts'
import { enqueueJob, getJob } from '../../src/jobs/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import { currentCrm } from '../../src/plugin/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const DAY_S = 86_400

describe('files of records', () => {
  let app: TestApp
  let deal: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'fatal' })
    deal = await app.inTenant('acme', async () => {
      const { docs } = await readRecords({ collection: 'deals', limit: 1 })

      return String(docs[0]?.id)
    })
  })
  afterAll(async () => {
    await app.close()
  })

  const inAcme = <T>(work: () => Promise<T>) => app.inTenant('acme', work)
  const put = (content: Buffer | string, kind = 'attachments') =>
    inAcme(async () => {
      const key = newFileKey(kind)
      await files().put(key, Readable.from([Buffer.from(content)]))

      return key
    })
  const attach = (storageKey: string, facts: Record<string, unknown> = {}) =>
    inAcme(() =>
      writeRecord({
        change: {
          data: {
            fileName: 'a.bin',
            mediaType: 'application/octet-stream',
            sha256: '0'.repeat(64),
            size: 1,
            storageKey,
            target: { relationTo: 'deals', value: deal },
            ...facts,
          },
          op: 'create',
        },
        collection: 'attachments',
      }),
    )
  const isThere = (key: string) =>
    inAcme(async () => {
      try {
        await text((await files().get(key)).stream)

        return true
      } catch {
        return false
      }
    })
  const run = async (kind: string, input: object) => {
    const job = currentCrm().jobs.find((one) => one.kind === kind)
    if (job === undefined) {
      throw new Error(`No job is of the kind ${kind}.`)
    }
    const id = await inAcme(() => enqueueJob(job, input))
    await expect
      .poll(async () => (await inAcme(() => getJob(id))).state, { timeout: 20_000 })
      .toMatch(/done|failed/)

    return inAcme(() => getJob(id))
  }
  const dataFiles = () => {
    const root = path.join(app.dataDir, 'files', app.tenantId('acme'))

    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
  }

  it('are refused where their record does not exist in the tenant', async () => {
    const [foreign] = await app.sql('select id from deals where tenant_id = $1 limit 1', [
      app.tenantId('northwind'),
    ])
    const key = await put('x')

    await expect(
      attach(key, { target: { relationTo: 'deals', value: String(foreign?.['id']) } }),
    ).rejects.toMatchObject({ code: 'RECORD_RELATION_MISSING' })
  })

  it('queue nothing when the transaction is rolled back', async () => {
    const jobs = () => app.sql(`select id from jobs where kind like 'crm:%'`)
    const before = await jobs()
    const key = await put('x')
    const doc = await attach(key)
    await expect(
      inAcme(() =>
        database().transaction(async (transaction) => {
          await writeRecord(
            { change: { id: String(doc?.id), op: 'delete' }, collection: 'attachments' },
            transaction,
          )
          throw new Error('no')
        }),
      ),
    ).rejects.toThrow('no')

    expect(await jobs()).toEqual(before)
    expect(await isThere(key)).toBe(true)
  })

  it('get the same thumbnail again when the job runs twice, and none when they are gone', async () => {
    const picture = await sharp({
      create: { background: '#369', channels: 3, height: 400, width: 400 },
    })
      .png()
      .toBuffer()
    const key = await put(picture)
    const thumbnail = key.replace('attachments/', 'thumbnails/')
    const doc = await attach(key, { mediaType: 'image/png' })
    await expect.poll(() => isThere(thumbnail), { timeout: 20_000 }).toBe(true)
    const again = await run('crm:make-thumbnail', { attachment: doc?.id })

    expect(again.state).toBe('done')
    expect(await isThere(thumbnail)).toBe(true)
    await inAcme(() =>
      writeRecord({ change: { id: String(doc?.id), op: 'delete' }, collection: 'attachments' }),
    )
    await expect
      .poll(async () => [await isThere(key), await isThere(thumbnail)], { timeout: 20_000 })
      .toEqual([false, false])
    const late = await run('crm:make-thumbnail', { attachment: doc?.id })

    expect([late.state, await isThere(thumbnail)]).toEqual(['done', false])
  })

  it('are swept when no record stands for them and a day has passed', async () => {
    const kept = await put('kept')
    const keptThumbnail = await put('kept', 'thumbnails')
    const orphan = await put('orphan')
    const orphanThumbnail = await put('orphan', 'thumbnails')
    const ofOthers = await put('of another module', 'exports')
    await attach(kept)
    await attach(keptThumbnail.replace('thumbnails/', 'attachments/'))
    const old = Date.now() / 1000 - 2 * DAY_S
    dataFiles().forEach((file) => {
      utimesSync(file, old, old)
    })
    const young = await put('young')

    expect(await run('crm:sweep-files', {})).toMatchObject({ state: 'done' })
    expect(
      await Promise.all(
        [kept, keptThumbnail, ofOthers, young, orphan, orphanThumbnail].map(isThere),
      ),
    ).toEqual([true, true, true, true, false, false])
    expect(await run('crm:sweep-files', {})).toMatchObject({ result: { files: 0, parts: 0 } })
  })

  it('lie where the owner of the process alone may read', () => {
    expect(dataFiles().every((file) => (statSync(file).mode & 0o077) === 0)).toBe(true)
  })

  it('come from one store per process, whose links only its secret opens', async () => {
    const key = await put('x')
    const other: FileStore = createFileStore({
      driver: diskDriver({ dataDir: app.dataDir }),
      maxBytes: 1,
      secret: 'another secret',
    })
    const target = { disposition: 'attachment', key, userId: app.tenantId('acme') } as const
    const forged = await inAcme(() => Promise.resolve(other.sign(target, 60).token))
    const { status } = await app.request('acme', 'GET', `/files/${forged}`)

    expect(status).toBe(404)
    const standing = files()
    useFiles(other)
    expect(files()).toBe(other)
    useFiles(standing)
  })
})
