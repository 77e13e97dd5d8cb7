import { createHash } from 'node:crypto'

import type { Entry, ZipFile } from 'yauzl'
import { openPromise } from 'yauzl'

import { exportsErrors } from '../errors.ts'
import type { Manifest } from './manifest.ts'
import { ACCOUNTS, fileEntry, MANIFEST, readManifest, tableEntry } from './manifest.ts'

/** How large an archive may be once unpacked, and one line of it. */
export type ArchiveLimits = { maxBytes: number; maxLineBytes: number; maxRatio: number }

const DEFAULTS: ArchiveLimits = {
  maxBytes: 200 * 2 ** 30,
  maxLineBytes: 64 * 2 ** 20,
  maxRatio: 200,
}
const MAX_MANIFEST = 256 * 2 ** 20
const RATIO_FROM = 100 * 2 ** 20

/** An archive of a tenant whose manifest has been read and whose entries are the ones it names. */
export type Archive = {
  close: () => void
  manifest: Manifest
  /** The bytes of an entry; throws `EXPORTS_ARCHIVE_INVALID` when they are not what the manifest says. */
  read: (name: string) => AsyncGenerator<Buffer>
  /** The lines of an entry, checked like its bytes. */
  readLines: (name: string) => AsyncGenerator<string>
}

/** Opens an archive and holds it to its manifest and the limits before anything is unpacked. */
export async function openArchive(
  path: string,
  limits: Partial<ArchiveLimits> = {},
): Promise<Archive> {
  const bounds = { ...DEFAULTS, ...limits }
  const zip = await openZip(path)
  try {
    const entries = await readEntries(zip, bounds)
    const manifestEntry = entries.get(MANIFEST)
    if (manifestEntry === undefined || manifestEntry.uncompressedSize > MAX_MANIFEST) {
      throw invalid(`it holds no ${MANIFEST} that can be read`)
    }
    const chunks: Buffer[] = []
    for await (const chunk of readEntry(zip, manifestEntry)) {
      chunks.push(chunk)
    }
    const manifest = readManifest(Buffer.concat(chunks).toString('utf8'))
    const named = namedEntries(manifest)
    checkNamed(entries, named)
    const read = (name: string) => checked(zip, entries.get(name), named.get(name), name)

    return {
      close: () => {
        zip.close()
      },
      manifest,
      read,
      readLines: (name) => lines(read(name), bounds.maxLineBytes, name),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

type Named = { bytes: number; sha256: string }

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true })
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), error)
  }
}

/** The entries by name; refuses what would unpack to more than the limits, before unpacking any. */
async function readEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      const isBomb =
        entry.uncompressedSize > RATIO_FROM &&
        entry.uncompressedSize > entry.compressedSize * limits.maxRatio
      if (total > limits.maxBytes || isBomb) {
        throw invalid('it would unpack to more than is allowed')
      }
      if (entries.has(entry.fileName)) {
        throw invalid(`it holds "${entry.fileName}" twice`)
      }
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error ? error : invalid(String(error), error)
  }

  return entries
}

function namedEntries(manifest: Manifest): Map<string, Named> {
  return new Map<string, Named>([
    [ACCOUNTS, manifest.accounts],
    ...manifest.tables.map((table) => [tableEntry(table.name), table] as const),
    ...manifest.files.map((file) => [fileEntry(file.path), file] as const),
  ])
}

function checkNamed(entries: ReadonlyMap<string, Entry>, named: ReadonlyMap<string, Named>): void {
  for (const [name, { bytes }] of named) {
    const found = entries.get(name)
    if (found === undefined) {
      throw invalid(`"${name}" is missing`)
    }
    if (found.uncompressedSize !== bytes) {
      throw invalid(`"${name}" has another size than its manifest says`)
    }
  }
  const unknown = [...entries.keys()].find((name) => name !== MANIFEST && !named.has(name))
  if (unknown !== undefined) {
    throw invalid(`its manifest does not name "${unknown}"`)
  }
}

async function* readEntry(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    // The reader itself ends a stream that is longer than its entry says.
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      yield chunk as Buffer
    }
  } catch (error) {
    throw invalid(`"${entry.fileName}" is damaged`, error)
  }
}

async function* checked(
  zip: ZipFile,
  entry: Entry | undefined,
  named: Named | undefined,
  name: string,
): AsyncGenerator<Buffer> {
  if (entry === undefined || named === undefined) {
    throw invalid(`"${name}" is missing`)
  }
  const hash = createHash('sha256')
  for await (const chunk of readEntry(zip, entry)) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== named.sha256) {
    throw invalid(`"${name}" was changed after it was exported`)
  }
}

async function* lines(
  chunks: AsyncGenerator<Buffer>,
  most: number,
  name: string,
): AsyncGenerator<string> {
  let rest: Buffer[] = []
  let held = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString('utf8')
      rest = []
      held = 0
      from = at + 1
    }
    rest.push(chunk.subarray(from))
    held += chunk.length - from
    if (held > most) {
      throw invalid(`"${name}" holds a line that is too long`)
    }
  }
}

function invalid(reason: string, cause?: unknown) {
  return exportsErrors.ARCHIVE_INVALID({ reason }, cause)
}
