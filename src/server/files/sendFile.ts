import { pipeline } from 'node:stream/promises'

import type { Request, Response } from 'express'

import type { Disposition } from '../../files/index.ts'
import { files, isShownType, UNKNOWN_TYPE } from '../../files/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { byteRange } from './byteRange.ts'
import { contentDisposition } from './contentDisposition.ts'

/** A file as it is answered. */
export type SentFile = {
  disposition: Disposition
  /** Changes with the bytes. */
  etag: string
  fileName: string
  key: string
  mediaType: string
  size: number
}

// A browser that opens the bytes as a page all the same finds itself without scripts, origin and network.
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox"

/**
 * Sends a file, or the part that `Range` asks for. Only pictures that nothing can hide a script in go out
 * under their own type; everything else is bytes to save.
 */
export async function sendFile(
  request: Request,
  response: Response,
  file: SentFile,
): Promise<void> {
  const isShown = isShownType(file.mediaType)
  response.set({
    'accept-ranges': 'bytes',
    // Kept by nobody but the reader, who asks again each time whether it may still be seen.
    'cache-control': 'private, no-cache',
    'content-disposition': contentDisposition(
      isShown ? file.disposition : 'attachment',
      file.fileName,
    ),
    'content-security-policy': NOTHING_RUNS,
    'cross-origin-resource-policy': 'same-origin',
    etag: file.etag,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  if (request.headers['if-none-match'] === file.etag) {
    response.status(304).end()

    return
  }
  const range = rangeOf(request, response, file)
  // Set at the end: an error before must go out as JSON.
  const opened = await files().get(file.key, range)
  response.setHeader('content-type', isShown ? file.mediaType : UNKNOWN_TYPE)
  const { end, start } = range ?? { end: opened.size - 1, start: 0 }
  response.setHeader('content-length', end - start + 1)
  if (range !== undefined) {
    response.status(206).setHeader('content-range', `bytes ${start}-${end}/${opened.size}`)
  }
  if (request.method === 'HEAD') {
    opened.stream.destroy()
    response.end()

    return
  }
  await pipeline(opened.stream, response).catch(ignoreLeaver)
}

function rangeOf(request: Request, response: Response, file: SentFile) {
  const { 'if-range': condition, range } = request.headers
  if (condition !== undefined && condition !== file.etag) {
    return undefined
  }
  try {
    return byteRange(range, file.size)
  } catch (error) {
    if (isTenonError(error, 'FILES_RANGE_INVALID')) {
      response.setHeader('content-range', `bytes */${file.size}`)
    }
    throw error
  }
}

/** Who leaves before the end has closed the answer; there is nobody to tell. */
function ignoreLeaver(error: unknown): void {
  const isLeft =
    error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
  if (!isLeft) {
    throw error
  }
}
