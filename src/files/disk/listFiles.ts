import type { Dirent } from 'node:fs'
import { opendir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

import { isFileKey } from '../fileKeys.ts'
import type { FileEntry } from '../types.ts'
import { codeOf, fromDisk } from './diskErrors.ts'

/** Every whole file under the folder of a tenant; what has no name of ours is passed over. */
export async function* listFiles(folder: string): AsyncGenerator<FileEntry> {
  for await (const kind of entriesOf(folder)) {
    const inKind = path.join(folder, kind.name)
    for await (const spread of kind.isDirectory() ? entriesOf(inKind) : []) {
      const inSpread = path.join(inKind, spread.name)
      for await (const file of spread.isDirectory() ? entriesOf(inSpread) : []) {
        const key = `${kind.name}/${file.name}`
        const found =
          file.isFile() && isFileKey(key) ? await statOf(path.join(inSpread, file.name)) : undefined
        if (found !== undefined) {
          yield { key, modifiedAt: found.mtime, size: found.size }
        }
      }
    }
  }
}

/** Removes files of a folder that nobody has written to since `before`; gives how many. */
export async function tidyParts(folder: string, before: Date): Promise<number> {
  let removed = 0
  for await (const part of entriesOf(folder)) {
    const file = path.join(folder, part.name)
    const found = await statOf(file)
    if (found !== undefined && found.mtime < before) {
      await rm(file, { force: true })
      removed += 1
    }
  }

  return removed
}

/** Entries of a folder one by one; none where there is no such folder. */
async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
  const opened = await fromDisk(() => opendir(folder).catch(noneIfMissing))
  if (opened !== undefined) {
    yield* opened
  }
}

function statOf(file: string) {
  return fromDisk(() => stat(file).catch(noneIfMissing))
}

/** Another process may remove what has just been listed. */
function noneIfMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') {
    throw error
  }

  return undefined
}
