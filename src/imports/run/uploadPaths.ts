import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const KEPT_MS = 30 * 86_400_000

/** Where the file of an import lies on disk. */
export function uploadPath(dataDir: string, tenantId: string, importId: string): string {
  return join(uploadFolder(dataDir, tenantId), `${importId}.data`)
}

/** Where the refused rows of a job lie on disk. */
export function errorPath(dataDir: string, tenantId: string, jobId: string): string {
  return join(uploadFolder(dataDir, tenantId), `${jobId}-errors.csv`)
}

/** The folder of a tenant's uploads. */
export function uploadFolder(dataDir: string, tenantId: string): string {
  return join(dataDir, 'uploads', tenantId)
}

/** The error file of an import, relative to the data directory. */
export function errorFileOf(tenantId: string, jobId: string): string {
  return ['uploads', tenantId, `${jobId}-errors.csv`].join('/')
}

/** Removes what has lain in a tenant's folder for a month. */
export async function sweepUploads(dataDir: string, tenantId: string): Promise<void> {
  const folder = uploadFolder(dataDir, tenantId)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && Date.now() - found.mtimeMs > KEPT_MS) {
      await rm(path, { force: true })
    }
  }
}
