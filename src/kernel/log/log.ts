import { createLog } from './createLog.ts'
import type { Log } from './createLog.ts'

const KEY = Symbol.for('tenon.log')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: Log | undefined }

/** The log of this process; warnings and worse until `useLog` has named one. */
export function log(): Log {
  return (shared[KEY] ??= createLog({ level: 'warn' }))
}

/** Makes `opened` the log of this process. */
export function useLog(opened: Log): void {
  shared[KEY] = opened
}
