import { createDatabase, useDatabase } from '../kernel/db/index.ts'
import type { Database } from '../kernel/db/index.ts'
import type { Log } from '../kernel/log/index.ts'
import { createContextSigner, loadContextKeys } from '../tenancy/index.ts'

/** Where and how a process reaches the database. */
export type DatabaseAccess = {
  app: string
  dataDir: string
  /** Connections per pool; default 10. */
  max?: number
  /** False behind PgBouncer in transaction mode. */
  prepare: boolean
  system: string
}

/** Opens the pools of the request and the system role and makes them the database of this process. */
export function openDatabase(access: DatabaseAccess, log: Log): Database {
  const source = { dataDir: access.dataDir, env: process.env['TENON_CONTEXT_KEYS'] }
  const signer = createContextSigner(() => loadContextKeys(source))
  const opened = createDatabase({
    app: { application_name: 'tenon', connectionString: access.app, max: access.max ?? 10 },
    onIdleError: (error) => {
      log.warn({ err: error }, 'a database connection was lost')
    },
    prepare: access.prepare,
    signContext: (scope) => signer.sign({ tenantId: scope.tenantId, userId: scope.userId }),
    system: { application_name: 'tenon', connectionString: access.system, max: 5 },
  })
  useDatabase(opened)

  return opened
}
