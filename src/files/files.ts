import { filesErrors } from './errors.ts'
import type { FileStore } from './types.ts'

const KEY = Symbol.for('tenon.files')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: FileStore }

/** The opened file store of this process; throws `FILES_NOT_OPENED` before it is opened. */
export function files(): FileStore {
  const opened = shared[KEY]
  if (opened === undefined) {
    throw filesErrors.NOT_OPENED({})
  }

  return opened
}

/** Makes `opened` the file store of this process. */
export function useFiles(opened: FileStore | undefined): void {
  if (opened === undefined) {
    delete shared[KEY]
  } else {
    shared[KEY] = opened
  }
}
