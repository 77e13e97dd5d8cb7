import type { CsvEncoding } from '../types.ts'
import { readBytes } from './decode.ts'

/** Finds the encoding of a file: by its mark, by the zeros of UTF-16, or by whether it is valid UTF-8. */
export async function detectEncoding(path: string): Promise<CsvEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of readBytes(path)) {
      const wide = first ? detectUtf16(chunk) : undefined
      first = false
      if (wide !== undefined) {
        return wide
      }
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()

    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) {
      return 'windows-1252'
    }
    throw error
  }
}

function detectUtf16(start: Buffer): CsvEncoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) {
    return 'utf-16le'
  }
  if (start[0] === 0xfe && start[1] === 0xff) {
    return 'utf-16be'
  }
  const head = start.subarray(0, 512)
  const zeros = { even: 0, odd: 0 }
  head.forEach((byte, index) => {
    if (byte === 0) {
      zeros[index % 2 === 0 ? 'even' : 'odd'] += 1
    }
  })
  const many = head.length / 8
  if (zeros.odd > many && zeros.even === 0) {
    return 'utf-16le'
  }

  return zeros.even > many && zeros.odd === 0 ? 'utf-16be' : undefined
}
