import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { runAsSystem, runAsTenant } from '../kernel/scope/index.ts'
import { createFileStore } from './createFileStore.ts'
import { diskDriver } from './disk/diskDriver.ts'
import { newFileKey } from './fileKeys.ts'
import { files, useFiles } from './files.ts'
import type { FileStore } from './types.ts'

const ACME = '0198c1de-0000-7000-8000-00000000000a'
const NORTHWIND = '0198c1de-0000-7000-8000-00000000000b'

async function listed(store: FileStore): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list()) {
    keys.push(key)
  }

  return keys
}

describe('the file store', () => {
  let dataDir: string
  let store: FileStore
  const key = newFileKey('attachments')
  const inAcme = <T>(work: () => T) => runAsTenant({ tenantId: ACME }, work)
  const inNorthwind = <T>(work: () => T) => runAsTenant({ tenantId: NORTHWIND }, work)

  beforeAll(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'tenon-files-'))
    store = createFileStore({ driver: diskDriver({ dataDir }), maxBytes: 9, secret: 'secret' })
  })
  afterAll(() => {
    rmSync(dataDir, { force: true, recursive: true })
  })

  it('takes the tenant from the running scope', async () => {
    await inAcme(() => store.put(key, Readable.from([Buffer.from('acme')])))

    expect(await text((await inAcme(() => store.get(key))).stream)).toBe('acme')
    await expect(inNorthwind(() => store.get(key))).rejects.toMatchObject({
      code: 'FILES_NOT_FOUND',
    })
    await inNorthwind(() => store.removeAll())
    expect(await inAcme(() => listed(store))).toHaveLength(1)
    expect(await inNorthwind(() => listed(store))).toEqual([])
  })

  it('takes nothing larger than it was opened for', async () => {
    const large = () => store.put(newFileKey('a'), Readable.from([Buffer.alloc(10)]))

    await expect(inAcme(large)).rejects.toMatchObject({ code: 'FILES_TOO_LARGE', status: 413 })
  })

  it('does nothing outside of a tenant', async () => {
    await expect(store.get(key)).rejects.toMatchObject({ code: 'SCOPE_MISSING' })
    await expect(runAsSystem('health', () => store.get(key))).rejects.toMatchObject({
      code: 'SCOPE_NOT_TENANT',
    })
    await expect(store.removeAll()).rejects.toMatchObject({ code: 'SCOPE_MISSING' })
    expect(() => store.list()).toThrow(expect.objectContaining({ code: 'SCOPE_MISSING' }))
  })

  it('signs links that open on the host of their tenant alone', () => {
    const target = { disposition: 'attachment', key, userId: ACME } as const
    const { token } = inAcme(() => store.sign(target, 60))

    expect(inAcme(() => store.verifySigned(token))).toEqual(target)
    expect(() => inNorthwind(() => store.verifySigned(token))).toThrow(
      expect.objectContaining({ code: 'FILES_LINK_INVALID' }),
    )
    expect(() => inAcme(() => store.sign({ ...target, key: '../etc/passwd' }, 60))).toThrow(
      expect.objectContaining({ code: 'FILES_KEY_INVALID' }),
    )
  })

  it('is one in a process, and must be opened first', () => {
    expect(() => files()).toThrow(expect.objectContaining({ code: 'FILES_NOT_OPENED' }))
    useFiles(store)
    expect(files()).toBe(store)
    useFiles(undefined)
    expect(() => files()).toThrow(expect.objectContaining({ code: 'FILES_NOT_OPENED' }))
  })
})
