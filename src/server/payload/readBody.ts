import type { Request } from 'express'

import { serverErrors } from '../errors.ts'

// Forms post whole documents with rich text; files do not come this way.
const MAX_BYTES = 4 * 1024 * 1024

/** The whole body of a request; throws `SERVER_BODY_TOO_LARGE` beyond 4 MB. */
export async function readBody(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BYTES) {
      throw serverErrors.BODY_TOO_LARGE({})
    }
    chunks.push(chunk)
  }

  return Buffer.concat(chunks)
}
