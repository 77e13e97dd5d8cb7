import type { Dirent } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { exportsErrors } from '../errors.ts'
import { EXPORTS_FOLDER } from '../files.ts'

/** A file of a tenant: its path on the disk, and without the tenant's own id. */
export type TenantFile = { file: string; path: string }

/** Every file of a tenant in any folder of the data directory, but for what exports and uploads left half done. */
export async function* tenantFiles(dataDir: string, tenantId: string): AsyncGenerator<TenantFile> {
  for (const folder of await tenantFolders(dataDir, tenantId)) {
    if (folder !== EXPORTS_FOLDER) {
      yield* filesIn(join(dataDir, folder, tenantId), folder)
    }
  }
}

/** Removes every folder of a tenant; throws `EXPORTS_FILES_LEFT` when one stays. */
export async function removeTenantFolders(dataDir: string, tenantId: string): Promise<void> {
  for (const folder of await tenantFolders(dataDir, tenantId)) {
    await rm(join(dataDir, folder, tenantId), { force: true, recursive: true })
  }
  const [left] = await tenantFolders(dataDir, tenantId)
  if (left !== undefined) {
    throw exportsErrors.FILES_LEFT({ folder: left })
  }
}

/** Folders of the data directory that have one of the tenant in them: found, not listed. */
async function tenantFolders(dataDir: string, tenantId: string): Promise<string[]> {
  const folders = (await entriesOf(dataDir)).filter((entry) => entry.isDirectory())
  const found: string[] = []
  for (const { name } of folders) {
    const inside = await entriesOf(join(dataDir, name))
    if (inside.some((entry) => entry.isDirectory() && entry.name === tenantId)) {
      found.push(name)
    }
  }

  return found
}

async function* filesIn(folder: string, path: string): AsyncGenerator<TenantFile> {
  const entries = (await entriesOf(folder)).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries.filter(({ name }) => !name.startsWith('.'))) {
    const inner = { file: join(folder, entry.name), path: `${path}/${entry.name}` }
    if (entry.isDirectory()) {
      yield* filesIn(inner.file, inner.path)
    } else if (entry.isFile()) {
      yield inner
    }
  }
}

/** Entries of a folder; none where there is no such folder, or where it is another program's. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR') {
      return []
    }
    throw error
  }
}
