import { join } from 'node:path'

/** Where the file of an import and its errors lie on disk. */
export function uploadPaths(
  dataDir: string,
  tenantId: string,
  jobId: string,
): { errors: string; folder: string; upload: string } {
  const folder = join(dataDir, 'uploads', tenantId)

  return {
    errors: join(folder, `${jobId}-errors.csv`),
    folder,
    upload: join(folder, `${jobId}.csv`),
  }
}

/** The error file of an import, relative to the data directory. */
export function errorFileOf(tenantId: string, jobId: string): string {
  return ['uploads', tenantId, `${jobId}-errors.csv`].join('/')
}
