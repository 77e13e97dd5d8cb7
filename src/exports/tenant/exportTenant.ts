import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { ZipFile } from 'yazl'

import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { Manifest } from './manifest.ts'
import { ACCOUNTS, fileEntry, MANIFEST, tableEntry } from './manifest.ts'
import { spoolTables } from './spoolTables.ts'
import type { TenantFile } from './tenantFolders.ts'
import { tenantFiles } from './tenantFolders.ts'

/** Where an archive is made of the running tenant. */
export type TenantExport = {
  dataDir: string
  /** Hears how many rows and files stand so far. */
  onProgress?: (done: number) => Promise<void>
  target: string
}

/**
 * Packs everything of the running tenant into one archive: every table at one moment, its files, and a
 * manifest with sizes and digests. The archive appears whole or not at all; made again, it starts anew.
 */
export async function exportTenant(args: TenantExport): Promise<Manifest> {
  const spool = `${args.target}.parts`
  await rm(spool, { force: true, recursive: true })
  await mkdir(spool, { mode: 0o700, recursive: true })
  try {
    let done = 0
    const report = async (count: number) => {
      done += count
      await args.onProgress?.(done)
    }
    const tables = await spoolTables(spool, report)
    const files = await digestFiles(args.dataDir, report)
    const manifest: Manifest = {
      ...tables,
      exportedAt: new Date().toISOString(),
      files: files.map(({ bytes, path, sha256 }) => ({ bytes, path, sha256 })),
      format: 'tenon-tenant',
      version: 1,
    }
    await pack(args.target, spool, manifest, files)

    return manifest
  } finally {
    await rm(spool, { force: true, recursive: true })
  }
}

type Digested = TenantFile & { bytes: number; sha256: string }

async function digestFiles(
  dataDir: string,
  report: (count: number) => Promise<void>,
): Promise<Digested[]> {
  const digested: Digested[] = []
  for await (const found of tenantFiles(dataDir, requireTenantScope().tenantId)) {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of createReadStream(found.file)) {
      hash.update(chunk as Buffer)
      bytes += (chunk as Buffer).length
    }
    digested.push({ ...found, bytes, sha256: hash.digest('hex') })
    await report(1)
  }

  return digested
}

async function pack(
  target: string,
  spool: string,
  manifest: Manifest,
  files: readonly Digested[],
): Promise<void> {
  const zip = new ZipFile()
  zip.on('error', (error: Error) => {
    zip.outputStream.emit('error', error)
  })
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 2)), MANIFEST)
  zip.addFile(join(spool, ACCOUNTS), ACCOUNTS)
  for (const { name } of manifest.tables) {
    zip.addFile(join(spool, name), tableEntry(name))
  }
  for (const { file, path } of files) {
    zip.addFile(file, fileEntry(path))
  }
  zip.end()
  const unfinished = `${target}.new`
  try {
    await pipeline(zip.outputStream, createWriteStream(unfinished, { flush: true, mode: 0o600 }))
    await rename(unfinished, target)
  } finally {
    await rm(unfinished, { force: true })
  }
}
