import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

import { launcherErrors } from './errors.ts'
import { writePrivateFile } from './writePrivateFile.ts'

/** The layout of the data directory that this code writes; a higher one is refused. */
export const DATA_LAYOUT = 1

const NEW_CLUSTER_MEGABYTES = 120
const RUNNING_MEGABYTES = 24
const MEGABYTE = 1_048_576

const layoutFile = z.object({ layout: z.int() })

/** Makes the data directory, or throws what keeps it from being used: rights, space, a newer layout. */
export function prepareDataDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { mode: 0o700, recursive: true })
    const probe = path.join(dataDir, `.probe-${process.pid}`)
    writeFileSync(probe, 'x')
    rmSync(probe)
    assertSpace(dataDir)
  } catch (error) {
    throw fileError(error, dataDir)
  }
  assertLayout(dataDir)
}

/** Turns an error of the file system into the launcher's, with what to do; others stay as they are. */
export function fileError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return error
  }
  switch (error.code) {
    case 'EACCES':
    case 'EPERM': {
      return launcherErrors.DATA_DIR_READ_ONLY({ dataDir, detail: 'permission denied' }, error)
    }
    case 'EDQUOT':
    case 'ENOSPC': {
      return launcherErrors.DISK_FULL({ dataDir, freeMegabytes: freeMegabytes(dataDir) }, error)
    }
    case 'EEXIST':
    case 'ENOTDIR': {
      return launcherErrors.DATA_DIR_UNUSABLE({ dataDir, detail: 'it is not a directory' }, error)
    }
    case 'EROFS': {
      return launcherErrors.DATA_DIR_READ_ONLY({ dataDir, detail: 'read-only file system' }, error)
    }
    default: {
      return error
    }
  }
}

/** Megabytes that can still be written on the disk of a directory; 0 when it cannot be asked. */
export function freeMegabytes(directory: string): number {
  if (!existsSync(directory)) {
    return 0
  }
  const { bavail, bsize } = statfsSync(directory)

  return Math.floor((bavail * bsize) / MEGABYTE)
}

function assertSpace(dataDir: string): void {
  const isNew = !existsSync(path.join(dataDir, 'postgres'))
  const free = freeMegabytes(dataDir)
  if (free < (isNew ? NEW_CLUSTER_MEGABYTES : RUNNING_MEGABYTES)) {
    throw launcherErrors.DISK_FULL({ dataDir, freeMegabytes: free })
  }
}

function assertLayout(dataDir: string): void {
  const file = path.join(dataDir, 'version.json')
  if (!existsSync(file)) {
    writePrivateFile(file, `${JSON.stringify({ layout: DATA_LAYOUT })}\n`)

    return
  }
  const read = layoutFile.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) {
    const detail = `its version.json is damaged; expected {"layout": ${DATA_LAYOUT}}`
    throw launcherErrors.DATA_DIR_UNUSABLE({ dataDir, detail }, read.error)
  }
  if (read.data.layout > DATA_LAYOUT) {
    const { layout: found } = read.data
    throw launcherErrors.DATA_NEWER({ dataDir, found, supported: DATA_LAYOUT })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
