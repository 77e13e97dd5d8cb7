import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { newFileKey } from '../fileKeys.ts'
import type { ByteRange, FileDriver, FileEntry } from '../types.ts'
import { diskDriver } from './diskDriver.ts'

const ACME = '0198c1de-0000-7000-8000-00000000000a'
const NORTHWIND = '0198c1de-0000-7000-8000-00000000000b'
const LIMIT = { maxBytes: 1000 }

const coded = (code: string) => expect.objectContaining({ code: `FILES_${code}` }) as unknown

describe('the disk driver', () => {
  let dataDir: string
  let driver: FileDriver

  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'tenon-files-'))
    driver = diskDriver({ dataDir })
  })
  afterEach(() => {
    rmSync(dataDir, { force: true, recursive: true })
  })

  const put = (content: string, key = newFileKey('attachments'), tenantId = ACME) =>
    driver.put(tenantId, key, Readable.from([Buffer.from(content)]), LIMIT).then(() => key)
  const read = async (key: string, range?: ByteRange, tenantId = ACME) =>
    text((await driver.get(tenantId, key, range)).stream)
  const list = async (tenantId = ACME) => {
    const found: FileEntry[] = []
    for await (const entry of driver.list(tenantId)) {
      found.push(entry)
    }

    return found
  }
  const onDisk = () =>
    readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)))

  it('gives back the bytes and tells their size and digest', async () => {
    const key = newFileKey('attachments')
    const facts = await driver.put(
      ACME,
      key,
      Readable.from(['one ', 'two'].map((part) => Buffer.from(part))),
      LIMIT,
    )

    expect(facts).toEqual({
      sha256: createHash('sha256').update('one two').digest('hex'),
      size: 7,
    })
    expect(await read(key)).toBe('one two')
    const opened = await driver.get(ACME, key)
    opened.stream.destroy()
    expect(opened.size).toBe(7)
  })

  it('keeps an empty file', async () => {
    expect(await read(await put(''))).toBe('')
  })

  it('gives a part', async () => {
    const key = await put('0123456789')

    expect(await read(key, { end: 4, start: 2 })).toBe('234')
    await expect(read(key, { end: 10, start: 2 })).rejects.toThrow(coded('RANGE_INVALID'))
    await expect(read(key, { end: 1, start: 2 })).rejects.toThrow(coded('RANGE_INVALID'))
  })

  it('replaces what stands under a key', async () => {
    const key = await put('old')

    expect(await read(await put('new', key))).toBe('new')
  })

  it('lets nobody but the owner of the process read', async () => {
    await put('secret')
    const [file = ''] = onDisk()

    expect(statSync(path.join(dataDir, file)).mode & 0o077).toBe(0)
    expect(statSync(path.join(dataDir, 'files', ACME)).mode & 0o077).toBe(0)
  })

  it('keeps the tenants apart', async () => {
    const key = await put('of acme')

    await expect(read(key, undefined, NORTHWIND)).rejects.toThrow(coded('NOT_FOUND'))
    await driver.remove(NORTHWIND, key)
    expect(await list(NORTHWIND)).toEqual([])
    expect(await read(key)).toBe('of acme')
  })

  it('takes the limit to the byte and leaves nothing of what is larger', async () => {
    const key = newFileKey('attachments')
    await put('x'.repeat(1000), key)
    const larger = newFileKey('attachments')

    await expect(put('x'.repeat(1001), larger)).rejects.toThrow(coded('TOO_LARGE'))
    await expect(put('x'.repeat(1001), key)).rejects.toThrow(coded('TOO_LARGE'))
    expect(await read(key)).toHaveLength(1000)
    expect(onDisk()).toHaveLength(1)
  })

  it('stops reading a source without end', async () => {
    let given = 0
    async function* endless() {
      for (;;) {
        given += 1
        yield await Promise.resolve(Buffer.alloc(100))
      }
    }

    await expect(driver.put(ACME, newFileKey('a'), endless(), LIMIT)).rejects.toThrow(
      coded('TOO_LARGE'),
    )
    expect(given).toBeLessThan(20)
  })

  it('leaves nothing of an upload that breaks off', async () => {
    async function* broken() {
      yield await Promise.resolve(Buffer.from('half'))
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    }

    await expect(driver.put(ACME, newFileKey('a'), broken(), LIMIT)).rejects.toThrow(
      coded('BROKEN_OFF'),
    )
    expect(onDisk()).toEqual([])
  })

  it('never shows what a crash has left half-written, and tidies it away when it is old', async () => {
    const key = await put('whole')
    const parts = path.join(dataDir, 'files', ACME, '.parts')
    for (const [name, age] of [
      ['old', 90_000],
      ['young', 10],
    ] as const) {
      writeFileSync(path.join(parts, name), 'half')
      const at = Date.now() / 1000 - age
      utimesSync(path.join(parts, name), at, at)
    }

    expect((await list()).map((entry) => entry.key)).toEqual([key])
    expect(await driver.tidy(ACME, new Date(Date.now() - 86_400_000))).toBe(1)
    expect(readdirSync(parts)).toEqual(['young'])
    expect(await driver.tidy(NORTHWIND, new Date())).toBe(0)
  })

  it('lists every file of the tenant with size and time, and nothing strange', async () => {
    const keys = [await put('1'), await put('22'), await put('333', newFileKey('thumbnails'))]
    await put('foreign', undefined, NORTHWIND)
    mkdirSync(path.join(dataDir, 'files', ACME, 'attachments', 'zz'))
    writeFileSync(path.join(dataDir, 'files', ACME, 'attachments', 'zz', 'readme'), 'not ours')
    writeFileSync(path.join(dataDir, 'files', ACME, 'stray'), 'not ours')

    const found = await list()

    expect(found.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
    expect(found.map(({ size }) => size).toSorted()).toEqual([1, 2, 3])
    expect(found.every(({ modifiedAt }) => Date.now() - modifiedAt.getTime() < 60_000)).toBe(true)
  })

  it('removes one file or all of a tenant, and does not mind when they are gone', async () => {
    const [one, two] = [await put('1'), await put('2')]
    const foreign = await put('3', undefined, NORTHWIND)
    await driver.remove(ACME, one)
    await driver.remove(ACME, one)

    await expect(read(one)).rejects.toThrow(coded('NOT_FOUND'))
    expect(await read(two)).toBe('2')
    await driver.removeAll(ACME)
    await driver.removeAll(ACME)
    expect(await list()).toEqual([])
    expect(existsSync(path.join(dataDir, 'files', ACME))).toBe(false)
    expect(await read(foreign, undefined, NORTHWIND)).toBe('3')
  })

  it.each([
    ['attachments/../../secret', ACME],
    ['../0198c1de-0000-7000-8000-00000000000a', ACME],
    ['attachments/0198c1de-0000-7000-8000-000000000001', '..'],
    ['attachments/0198c1de-0000-7000-8000-000000000001', `${ACME}/../${NORTHWIND}`],
    ['attachments/0198c1de-0000-7000-8000-000000000001', ''],
  ])('touches nothing for the key %j of %j', async (key, tenantId) => {
    writeFileSync(path.join(dataDir, 'secret'), 'secret')

    await expect(async () => read(key, undefined, tenantId)).rejects.toThrow(coded('KEY_INVALID'))
    await expect(async () => put('x', key, tenantId)).rejects.toThrow(coded('KEY_INVALID'))
    await expect(async () => driver.remove(tenantId, key)).rejects.toThrow(coded('KEY_INVALID'))
    expect(onDisk()).toEqual(['secret'])
  })

  it('follows no link that somebody put in the place of a file', async () => {
    const key = await put('mine')
    const [file = ''] = onDisk()
    writeFileSync(path.join(dataDir, 'outside'), 'secret')
    rmSync(path.join(dataDir, file))
    symlinkSync(path.join(dataDir, 'outside'), path.join(dataDir, file))

    await expect(read(key)).rejects.toThrow(coded('UNAVAILABLE'))
    expect(await list()).toEqual([])
  })

  it('says that files cannot be reached when the folder cannot be made', async () => {
    writeFileSync(path.join(dataDir, 'files'), 'in the way')

    await expect(put('x')).rejects.toThrow(coded('UNAVAILABLE'))
  })
})
