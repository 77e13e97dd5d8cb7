import type { FileHandle } from 'node:fs/promises'
import { constants, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

import { newId } from '../../kernel/ids/index.ts'
import { filesErrors } from '../errors.ts'
import type { ByteRange, FileDriver, FileFacts, OpenedFile } from '../types.ts'
import { codeOf, fromDisk } from './diskErrors.ts'
import { filePath, partsFolder, tenantFolder } from './diskPaths.ts'
import { listFiles, tidyParts } from './listFiles.ts'
import { writePart } from './writePart.ts'

/** Keeps the files of all tenants under `<dataDir>/files/<tenant>/`, readable by the owner of the process alone. */
export function diskDriver(options: { dataDir: string }): FileDriver {
  const root = path.join(options.dataDir, 'files')

  return {
    get: (tenantId, key, range) => fromDisk(() => openFile(filePath(root, tenantId, key), range)),
    list: (tenantId) => listFiles(tenantFolder(root, tenantId)),
    put: (tenantId, key, source, { maxBytes }) =>
      putFile(source, {
        maxBytes,
        part: path.join(partsFolder(root, tenantId), newId()),
        target: filePath(root, tenantId, key),
      }),
    remove: (tenantId, key) => fromDisk(() => rm(filePath(root, tenantId, key), { force: true })),
    removeAll: (tenantId) =>
      fromDisk(() => rm(tenantFolder(root, tenantId), { force: true, recursive: true })),
    tidy: (tenantId, before) => fromDisk(() => tidyParts(partsFolder(root, tenantId), before)),
  }
}

/** The bytes stand under their name only once all of them are on the disk. */
async function putFile(
  source: AsyncIterable<Uint8Array>,
  args: { maxBytes: number; part: string; target: string },
): Promise<FileFacts> {
  const { part, target } = args
  const folder = path.dirname(target)
  await fromDisk(async () => {
    await mkdir(path.dirname(part), { mode: 0o700, recursive: true })
    await mkdir(folder, { mode: 0o700, recursive: true })
  })
  try {
    const facts = await writePart(source, args)
    await fromDisk(async () => {
      await rename(part, target)
      await syncFolder(folder)
    })

    return facts
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
}

async function openFile(file: string, range: ByteRange | undefined): Promise<OpenedFile> {
  const handle = await openWhole(file)
  try {
    const { size } = await handle.stat()
    const { end, start } = range ?? { end: size - 1, start: 0 }
    if (range !== undefined && !(start >= 0 && start <= end && end < size)) {
      throw filesErrors.RANGE_INVALID({ size })
    }

    return { size, stream: handle.createReadStream(size === 0 ? {} : { end, start }) }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openWhole(file: string): Promise<FileHandle> {
  try {
    return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? filesErrors.NOT_FOUND({}, error) : error
  }
}

/** Without it a crash of the machine could forget the name of a file that stands. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
