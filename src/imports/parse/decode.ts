import { createReadStream } from 'node:fs'

import { importsErrors } from '../errors.ts'
import type { CsvEncoding } from '../types.ts'

/** The text of a file, chunk by chunk, without a byte order mark. */
export async function* decode(path: string, encoding: CsvEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of readBytes(path)) {
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

/** The bytes of a file, chunk by chunk; throws `IMPORTS_FILE_UNREADABLE`. */
export async function* readBytes(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      yield chunk as Buffer
    }
  } catch (error) {
    throw importsErrors.FILE_UNREADABLE(
      { reason: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}
