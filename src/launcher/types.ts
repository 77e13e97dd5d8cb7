/** Where the launcher says what it is doing; a pino logger fits. */
export type LauncherLog = {
  info: (message: string) => void
  warn: (message: string) => void
}

/** The login roles of a Tenon database, by the short name the configuration uses. */
export type RoleName = 'app' | 'owner' | 'relay' | 'system' | 'worker'

/** A connection string for each login role. */
export type RoleUrls = Record<RoleName, string>

/** What `startPostgres` needs: the data directory and a log, and what tests change. */
export type StartPostgresOptions = {
  dataDir: string
  log: LauncherLog
  /** How root runs PostgreSQL: `user` skips the user namespace and takes a system user. */
  rootMode?: 'auto' | 'user'
  /** Settings of postgresql.conf that replace ours. */
  settings?: Readonly<Record<string, string>>
}

/** A running embedded PostgreSQL that is restarted when it dies, until it is stopped. */
export type EmbeddedPostgres = {
  /** True when a surviving server of an earlier run was taken over. */
  adopted: boolean
  /** Lets go of the server without stopping it. */
  detach: () => Promise<void>
  ownerUrl: string
  /** The process id of the postmaster now; it changes when PostgreSQL was restarted. */
  readonly pid: number
  port: number
  /** The installation secret that the role passwords derive from. */
  secret: string
  /** Stops PostgreSQL (fast shutdown) and waits until no process of it is left. */
  stop: () => Promise<void>
  superUrl: string
  urls: RoleUrls
}

/** How a PostgreSQL program is run: as ourselves, in a user namespace, or as another user. */
export type RunAs =
  | { gid: number; kind: 'namespace'; uid: number }
  | { gid: number; kind: 'user'; uid: number }
  | { kind: 'self' }

/** Everything the launcher knows about one cluster on disk before it starts it. */
export type ClusterPlace = {
  /** Holds the cluster's directories; may be a link target outside the data directory. */
  base: string
  bin: string
  dataDir: string
  logFile: string
  pgData: string
  runAs: RunAs
  socketDir: string
}
