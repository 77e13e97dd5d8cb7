import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the files of exports lie, below the data directory and apart by tenant. */
export const EXPORTS_FOLDER = 'exports'

/** The folder with the files of a tenant's exports; made if it is missing. */
export async function exportFolder(dataDir: string, tenantId: string): Promise<string> {
  const folder = join(dataDir, EXPORTS_FOLDER, tenantId)
  await mkdir(folder, { mode: 0o700, recursive: true })

  return folder
}

/** The bytes of a file from a place on, at most `length` of them. */
export async function readAt(path: string, offset: number, length: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)

    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Gives a finished file its name; does nothing when an earlier attempt had come as far. */
export async function settleFile(from: string, to: string): Promise<void> {
  if (await exists(from)) {
    await rename(from, to)
  }
}

/** True when there is such a file. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Removes every file of one export, finished or not. */
export async function removeExport(dataDir: string, tenantId: string, id: string): Promise<void> {
  const folder = join(dataDir, EXPORTS_FOLDER, tenantId)
  const names = await readdir(folder).catch(() => [])
  await Promise.all(
    names
      .filter((name) => name.startsWith(id))
      .map((name) => rm(join(folder, name), { force: true, recursive: true })),
  )
}
