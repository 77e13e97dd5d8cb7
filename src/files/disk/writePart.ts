import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

import { isTenonError } from '../../kernel/errors/index.ts'
import { filesErrors } from '../errors.ts'
import type { FileFacts } from '../types.ts'
import { fromDisk } from './diskErrors.ts'

/**
 * Writes all of `source` into a new file and through to the disk. Throws `FILES_TOO_LARGE` at the first
 * byte too many, `FILES_BROKEN_OFF` when the source ends in an error, `FILES_STORAGE_FULL`.
 */
export async function writePart(
  source: AsyncIterable<Uint8Array>,
  { maxBytes, part }: { maxBytes: number; part: string },
): Promise<FileFacts> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await fromDisk(() => open(part, 'wx', 0o600))
  try {
    for await (const chunk of unbroken(source)) {
      size += chunk.length
      if (size > maxBytes) {
        throw filesErrors.TOO_LARGE({ maxBytes })
      }
      hash.update(chunk)
      await fromDisk(() => handle.writeFile(chunk))
    }
    await fromDisk(() => handle.sync())
  } finally {
    await handle.close()
  }

  return { sha256: hash.digest('hex'), size }
}

/** A caller who hangs up must not look like a database that does: both raise `ECONNRESET`. */
async function* unbroken(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source
  } catch (error) {
    throw isTenonError(error) ? error : filesErrors.BROKEN_OFF({}, error)
  }
}
