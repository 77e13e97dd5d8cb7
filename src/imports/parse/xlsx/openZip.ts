import type { Readable } from 'node:stream'

import type { Entry, ZipFile } from 'yauzl'
import { openPromise } from 'yauzl'

import { importsErrors } from '../../errors.ts'
import {
  MAX_UNPACK_RATIO,
  MAX_UNPACKED_BYTES,
  MAX_ZIP_ENTRIES,
  RATIO_FREE_BYTES,
} from '../limits.ts'

/** An archive on disk whose files can be read one by one. */
export type OpenedZip = {
  close: () => void
  has: (name: string) => boolean
  /** The bytes of a file, chunk by chunk; throws `IMPORTS_XLSX_BROKEN`. */
  read: (name: string) => AsyncGenerator<Buffer>
}

/**
 * Opens an archive by its directory alone and refuses one that would unpack beyond all measure
 * (`IMPORTS_XLSX_TOO_LARGE`). What a file unpacks to is held to what the directory says of it.
 */
export async function openZip(path: string): Promise<OpenedZip> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(
    (error: unknown) => {
      throw broken(error)
    },
  )
  try {
    const entries = await readEntries(zip)

    return {
      close: () => {
        zip.close()
      },
      has: (name) => entries.has(name.toLowerCase()),
      read: (name) => readEntry(zip, entries.get(name.toLowerCase()), name),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ZIP_ENTRIES) {
    throw importsErrors.XLSX_TOO_LARGE({ reason: `holds more than ${MAX_ZIP_ENTRIES} files` })
  }
  const entries = new Map<string, Entry>()
  let unpacked = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('error', (error: unknown) => {
      reject(broken(error))
    })
    zip.on('end', resolve)
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize
      const reason = suspicion(entry, unpacked)
      if (reason !== undefined) {
        reject(importsErrors.XLSX_TOO_LARGE({ reason }))

        return
      }
      entries.set(entry.fileName.toLowerCase(), entry)
      zip.readEntry()
    })
    zip.readEntry()
  })

  return entries
}

function suspicion(entry: Entry, unpacked: number): string | undefined {
  if (unpacked > MAX_UNPACKED_BYTES) {
    return `would unpack to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MB`
  }
  const isDense =
    entry.uncompressedSize > RATIO_FREE_BYTES &&
    entry.uncompressedSize > entry.compressedSize * MAX_UNPACK_RATIO

  return isDense ? `would unpack to more than ${MAX_UNPACK_RATIO} times its size` : undefined
}

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
): AsyncGenerator<Buffer> {
  if (entry === undefined) {
    throw importsErrors.XLSX_BROKEN({ reason: `it holds no ${name}` })
  }
  let stream: Readable | undefined
  try {
    stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      yield chunk as Buffer
    }
  } catch (error) {
    throw broken(error)
  } finally {
    stream?.destroy()
  }
}

function broken(error: unknown): Error {
  return importsErrors.XLSX_BROKEN(
    { reason: error instanceof Error ? error.message : String(error) },
    error,
  )
}
