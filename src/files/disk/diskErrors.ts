import { isTenonError } from '../../kernel/errors/index.ts'
import { filesErrors } from '../errors.ts'

const FULL = new Set(['EDQUOT', 'EFBIG', 'ENOSPC'])

/** The code of the operating system behind an error, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** Runs work on the disk and gives its failures a code of `FILES`. */
export async function fromDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isTenonError(error)) {
      throw error
    }
    throw FULL.has(codeOf(error))
      ? filesErrors.STORAGE_FULL({}, error)
      : filesErrors.UNAVAILABLE({}, error)
  }
}
