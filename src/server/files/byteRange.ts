import { filesErrors } from '../../files/index.ts'
import type { ByteRange } from '../../files/index.ts'

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/

/**
 * The part of a file that a `Range` header asks for; undefined for the whole, also where the header asks
 * for several parts or in other units. Throws `FILES_RANGE_INVALID` for a part outside of the file.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = RANGE.exec(header ?? '') ?? []
  if (first === '' && last === '') {
    return undefined
  }
  const range =
    first === ''
      ? { end: size - 1, start: Math.max(size - Number(last), 0) }
      : { end: last === '' ? size - 1 : Math.min(Number(last), size - 1), start: Number(first) }
  if (range.start > range.end) {
    throw filesErrors.RANGE_INVALID({ size })
  }

  return range
}
