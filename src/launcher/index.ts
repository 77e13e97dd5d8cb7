export { createOwnedDatabase } from './bootstrap.ts'
export { launcherErrors } from './errors.ts'
export { assertPortFree } from './freePort.ts'
export { findRunningCluster } from './findRunningCluster.ts'
export { derivePassword, installationSecret, roleUrls } from './secret.ts'
export { startPostgres } from './startPostgres.ts'
export type {
  EmbeddedPostgres,
  LauncherLog,
  RoleName,
  RoleUrls,
  StartPostgresOptions,
} from './types.ts'
