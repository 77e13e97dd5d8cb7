import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders of what people brought or took away, apart by tenant, and kept for a while only. */
const FOLDERS = ['exports', 'uploads']
const CHUNK = 1_048_576
const ZIP = Buffer.from('PK')

/**
 * Removes the files of a tenant's imports and exports that hold any of the values, in whatever encoding,
 * and those that cannot be looked into: workbooks and archives. Gives their names and how many.
 */
export async function removeFilesWith(
  place: { dataDir: string; tenantId: string },
  values: readonly string[],
): Promise<string[]> {
  const wanted = values.map((value) => value.toLowerCase())
  const removed: string[] = []
  for (const folder of FOLDERS) {
    const root = join(place.dataDir, folder, place.tenantId)
    const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name)
      if (await holds(path, wanted)) {
        await rm(path, { force: true })
        removed.push(entry.name)
      }
    }
  }

  return removed
}

/** Removes mails that lie in the data directory because no mail server is set up. */
export async function removeMails(dataDir: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await rm(join(dataDir, 'mail', `${id}.eml`), { force: true })
  }
}

async function holds(path: string, wanted: readonly string[]): Promise<boolean> {
  const longest = Math.max(0, ...wanted.map((value) => value.length))
  // What begins at the end of a part is found in the next; even, so that pairs of bytes stay together.
  const overlap = longest * 8
  const file = await open(path, 'r').catch(() => undefined)
  if (file === undefined) {
    return false
  }
  try {
    const buffer = Buffer.alloc(CHUNK + overlap)
    for (let at = 0; ; at += CHUNK) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
      const bytes = buffer.subarray(0, bytesRead)
      if ((at === 0 && bytes.subarray(0, 2).equals(ZIP)) || isIn(bytes, wanted)) {
        return true
      }
      if (bytesRead < buffer.length) {
        return false
      }
    }
  } finally {
    await file.close()
  }
}

function isIn(bytes: Buffer, wanted: readonly string[]): boolean {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2))
  const readings = [
    bytes.toString('utf8'),
    bytes.toString('latin1'),
    even.toString('utf16le'),
    Buffer.from(even).swap16().toString('utf16le'),
  ].map((text) => text.toLowerCase())

  return wanted.some((value) =>
    readings.some((text) => text.includes(value) || text.includes(value.replaceAll('"', '""'))),
  )
}
