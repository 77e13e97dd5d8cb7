/** One row of a result, by column name. */
export type Row = Record<string, unknown>

/** One statement with its bound parameters; values never stand in the text. */
export type Statement = {
  /** A fixed name makes the server keep the plan of this text for the connection. */
  name?: string
  text: string
  values?: readonly unknown[]
}

/** A begun transaction in the scope it was opened in. */
export type Transaction = {
  /** Commits, or throws `DATABASE_COMMIT_REFUSED` or `DATABASE_COMMIT_UNKNOWN`; then it is closed. */
  commit: () => Promise<void>
  /** Runs one statement; with a name (`planName`) the connection keeps its plan. */
  query: <T extends Row = Row>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ) => Promise<T[]>
  /** Signs the tenant's context anew: for work that outlasts the lifetime of one. */
  renew: () => Promise<void>
  /** Rolls back and closes; does nothing on a closed transaction. */
  rollback: () => Promise<void>
  /** Runs `work` so that its failure undoes only its own statements. */
  savepoint: <T>(work: () => Promise<T>) => Promise<T>
}

/** How full a pool is. */
export type PoolStats = { idle: number; total: number; waiting: number }

/** How a transaction is opened. */
export type BeginOptions = {
  /** True reads everything as it stood at the first statement, and writes nothing. */
  snapshot?: boolean
}

/** The database as every part of the product sees it: bound to the scope of the running code. */
export type Database = {
  /** Opens a transaction that the caller must end. Prefer `transaction`. */
  begin: (options?: BeginOptions) => Promise<Transaction>
  close: () => Promise<void>
  /** Runs read-only statements in one round trip and gives the rows of each, in order. */
  read: (statements: readonly Statement[]) => Promise<Row[][]>
  stats: () => { app: PoolStats; system: PoolStats }
  /** Runs `work` in a transaction: commits on return, rolls back on throw. */
  transaction: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>
}
