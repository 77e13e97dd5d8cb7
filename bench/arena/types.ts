/** One seeded tenant with a live session of its owner. */
export type BenchTenant = {
  /** Ids of its contacts, in no order. */
  contactIds: readonly string[]
  /** The Host header that stands for it. */
  host: string
  id: string
  token: string
  userId: string
}

/** What every server and load process is told about the database. */
export type Arena = {
  dataDir: string
  /** The tenant that lists and reads look at; nothing writes to it. */
  reads: BenchTenant
  secret: string
  urls: {
    /** The request and system roles under row-level security. */
    guarded: { app: string; system: string }
    /** The same rows in a second database without row-level security. */
    open: { app: string; system: string }
    superuser: string
  }
  /** The tenant that creates and updates go to. */
  writes: BenchTenant
}
