import { databaseErrors } from './errors.ts'
import type { Database } from './types.ts'

const KEY = Symbol.for('tenon.database')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: Database }

/** The opened database of this process; throws `DATABASE_NOT_CONNECTED` before it is opened. */
export function database(): Database {
  const opened = shared[KEY]
  if (opened === undefined) {
    throw databaseErrors.NOT_CONNECTED({})
  }

  return opened
}

/** Makes `opened` the database of this process. */
export function useDatabase(opened: Database | undefined): void {
  if (opened === undefined) {
    delete shared[KEY]
  } else {
    shared[KEY] = opened
  }
}
