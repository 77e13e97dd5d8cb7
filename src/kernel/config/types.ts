/** How much the log tells, from nothing to everything. */
export type LogLevel = 'debug' | 'error' | 'fatal' | 'info' | 'silent' | 'trace' | 'warn'

/** The addresses of an external PostgreSQL, one per login role. */
export type DatabaseUrls = {
  app: string
  /** Reads the event stream; without it the relay does not run. */
  relay: string | undefined
  system: string
  /** Direct, not through a pooler in transaction mode; without it no jobs run in this process. */
  worker: string | undefined
}

/** How mail leaves the installation. */
export type MailConfig = {
  from: string
  /** Without it mail stays in the outbox and as `.eml` files in the data directory. */
  smtpUrl: string | undefined
}

/** Everything the environment decides, checked and with defaults filled in. */
export type Config = {
  /** Keys of the signed context; without them a file of the data directory holds them. */
  contextKeys: string | undefined
  /** Absolute path of the folder that holds the embedded database, keys, files and mail. */
  dataDir: string
  /** The external roles' addresses; undefined means the embedded PostgreSQL. */
  databaseUrls: DatabaseUrls | undefined
  /** True seeds the demo tenants and accepts the demo logins from this machine. */
  demo: boolean
  logLevel: LogLevel
  mail: MailConfig
  /** The most that an uploaded file may hold, in bytes. */
  maxFileBytes: number
  /** Lets a caller that is not on this machine read `/metrics`. */
  metricsToken: string | undefined
  /** Takes sign-in providers on plain http and on private addresses, too. */
  oidcAllowHttp: boolean
  /** The owner's address of an external database; only `tenon migrate` may use it. */
  ownerUrl: string | undefined
  /** The login of the platform's own that a first tenant of the command line brings along. */
  platformLogin: { email: string | undefined; password: string | undefined }
  /** 0 means: any free port. */
  port: number
  /** The bare host of the platform console; tenants are its subdomains. */
  publicHost: string
  /** Requests a second that one process takes of a tenant, and of one person or API key; 0: any number. */
  rate: { key: number; tenant: number }
  /** Root of the session key, the role passwords and stored secrets; embedded mode makes its own. */
  secret: string | undefined
  /** Pins the whole installation to one tenant, by slug. */
  tenant: string | undefined
  /** Addresses and networks whose forwarded headers are believed. */
  trustProxy: readonly string[]
}
