import path from 'node:path'

import type { DatabaseUrls } from '../kernel/config/index.ts'
import { derivePassword } from '../launcher/index.ts'
import type { MigrateReport } from '../tenancy/index.ts'
import { loadContextKeys, LOGIN_ROLES, migrate } from '../tenancy/index.ts'
import type { Product } from './product.ts'
import { allTables } from './tables.ts'

/** How a migration reaches the database, and what the roles' passwords come from. */
export type MigrationAccess = {
  dataDir: string
  /** Addresses of an external database; a password that stands in one of them is set as it stands. */
  databaseUrls?: DatabaseUrls | undefined
  ownerUrl: string
  /** The passwords of roles without an address of their own derive from it. */
  secret: string
  superUrl?: string | undefined
}

/** The folder of the frozen migrations. */
export const MIGRATIONS_FOLDER = path.resolve(import.meta.dirname, '../../migrations')

/** Brings a database to the tables of a product; does nothing when it stands there already. */
export function migrateDatabase(
  product: Product,
  access: MigrationAccess,
  log: (message: string) => void,
): Promise<MigrateReport> {
  return migrate({
    contextKeys: loadContextKeys({
      dataDir: access.dataDir,
      env: process.env['TENON_CONTEXT_KEYS'],
    }),
    log,
    ownerUrl: access.ownerUrl,
    passwords: Object.fromEntries(LOGIN_ROLES.map((role) => [role, passwordOf(role, access)])),
    streamFolder: MIGRATIONS_FOLDER,
    superUrl: access.superUrl,
    tables: allTables(product),
  })
}

function passwordOf(role: (typeof LOGIN_ROLES)[number], access: MigrationAccess): string {
  const { databaseUrls: urls } = access
  const address = {
    tenon_app: urls?.app,
    tenon_relay: urls?.relay,
    tenon_system: urls?.system,
    tenon_worker: urls?.worker,
  }[role]
  const given = address === undefined ? '' : decodeURIComponent(new URL(address).password)

  return given === '' ? derivePassword(access.secret, role) : given
}
