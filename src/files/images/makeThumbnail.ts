import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { filesErrors } from '../errors.ts'
import { imageLimits } from './imageLimits.ts'

// Sources in this repository, compiled files in the package: both stand beside this file.
const PROGRAM = path.join(
  import.meta.dirname,
  `thumbnailProgram${path.extname(import.meta.filename)}`,
)
const HEAP_MB = 64
const MAX_BYTES = 1_048_576
const REASON_BYTES = 200

/**
 * The thumbnail of an image as WebP, made in a process of its own that holds no secret and is ended
 * after 20 seconds or with `signal`. Throws `FILES_IMAGE_REFUSED` for a picture that cannot be decoded.
 */
export async function makeThumbnail(source: Readable, signal?: AbortSignal): Promise<Buffer> {
  const timeout = AbortSignal.timeout(imageLimits.thumbnailMs)
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, PROGRAM], {
    env: {
      MALLOC_ARENA_MAX: '2',
      VIPS_CONCURRENCY: '1',
    } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
    killSignal: 'SIGKILL',
    signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const [sent, made, reason, code] = await Promise.all([
    pipeline(source, child.stdin).then(
      () => undefined,
      (error: unknown) => error,
    ),
    collect(child.stdout, MAX_BYTES),
    collect(child.stderr, REASON_BYTES),
    exitOf(child),
  ])
  if (code !== 0 || sent !== undefined || made.length === 0) {
    signal?.throwIfAborted()
    throw filesErrors.IMAGE_REFUSED({ reason: reasonOf(reason, timeout.aborted) }, sent)
  }

  return made
}

function reasonOf(reason: Buffer, isLate: boolean): string {
  if (isLate) {
    return 'it takes too long to decode'
  }
  const text = reason
    .toString('utf8')
    .replaceAll(/[^\w ,.:()-]+/g, ' ')
    .trim()

  return text === '' ? 'it cannot be decoded' : text
}

async function collect(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= maxBytes) {
      chunks.push(chunk)
    }
  }

  return size <= maxBytes ? Buffer.concat(chunks) : Buffer.alloc(0)
}

/** The exit code, or null for a process that was killed or never started. */
function exitOf(child: ChildProcess): Promise<null | number> {
  return new Promise((resolve) => {
    // An ended or refused start is told by the code alone.
    child.on('error', () => undefined)
    child.on('close', (code) => {
      resolve(code)
    })
  })
}
