import { randomBytes } from 'node:crypto'

import type { PoolClient, PoolConfig, QueryConfig } from 'pg'
import pg from 'pg'

import { isTenonError } from '../errors/index.ts'
import type { TenantScope } from '../scope/index.ts'
import { currentScope, scopeErrors } from '../scope/index.ts'
import { checkOut, checkOutFairly, CONNECT_MS, gateOf } from './checkOut.ts'
import { databaseErrors, isConnectionError } from './errors.ts'
import type { Database, Row, Statement, Transaction } from './types.ts'

// SQL's own PREPARE shares the names of a connection: a name that injected SQL could guess would let it
// put a statement of its own in place of ours, to run under the next tenant's context.
const UNGUESSABLE = randomBytes(12).toString('hex')
const SET_CONTEXT = "select set_config('tenon.context', $1, true)"

const CONNECTIONS = 10

// int8, date and timestamptz as the product speaks them: integers of minor units and ISO strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString())

/** What the pools need: connections of the two roles and the signer of tenant contexts. */
export type ScopedPoolOptions = {
  app: PoolConfig
  onIdleError: (error: Error) => void
  /** True keeps the plans of named statements on each connection; false behind PgBouncer. */
  prepare: boolean
  signContext: (scope: TenantScope) => string
  system: PoolConfig
}

/**
 * The only way to the database. Each call reads the scope at call time: inside a tenant it uses the
 * request role, in a transaction that carries the signed context; inside a system site the system
 * role; outside any scope it throws `SCOPE_MISSING` before a connection is taken. Tenants share the connections fairly:
 * one alone gets four fifths of them, and half while others wait.
 */
export function createDatabase(options: ScopedPoolOptions): Database {
  let isClosing = false
  // A server that stops while the last connections close is no loss to report.
  const onIdleError = (error: Error) => {
    if (!isClosing) {
      options.onIdleError(error)
    }
  }
  const app = openPool(options.app, onIdleError)
  const system = openPool(options.system, onIdleError)
  const gate = gateOf(options.app.max ?? CONNECTIONS)

  const begin = async (mode: Mode): Promise<OpenTransaction> => {
    const scope = currentScope()
    if (scope === undefined) {
      throw scopeErrors.MISSING({})
    }
    const sign = scope.kind === 'tenant' ? () => options.signContext(scope) : undefined
    // Signed before a connection is taken, so that a refusal leaves none behind.
    const token = sign?.()
    const { client, leave } =
      scope.kind === 'tenant'
        ? await checkOutFairly(app, gate, scope.tenantId)
        : { client: await checkOut(system), leave: undefined }

    return new OpenTransaction(client, mode, { leave, prepare: options.prepare, sign, token })
  }

  return {
    begin: ({ snapshot = false } = {}) =>
      begin(snapshot ? 'begin isolation level repeatable read read only' : 'begin read write'),
    close: async () => {
      isClosing = true
      await Promise.all([app.end(), system.end()])
    },
    read: async (statements) => {
      const transaction = await begin('begin read only')

      return transaction.runAll(statements)
    },
    stats: () => ({
      app: {
        idle: app.idleCount,
        total: app.totalCount,
        waiting: app.waitingCount + gate.waiting(),
      },
      system: { idle: system.idleCount, total: system.totalCount, waiting: system.waitingCount },
    }),
    transaction: async (work) => {
      const transaction = await begin('begin read write')
      try {
        const result = await work(transaction)
        await transaction.commit()

        return result
      } catch (error) {
        await transaction.rollback()
        throw error
      }
    },
  }
}

type Mode =
  'begin isolation level repeatable read read only' | 'begin read only' | 'begin read write'

function openPool(config: PoolConfig, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    max: CONNECTIONS,
    pipeline: true,
    ...config,
  })
  // Without a listener a dropped idle connection is an uncaught exception and ends the process.
  pool.on('error', onIdleError)

  return pool
}

/** The statement as the driver takes it. */
function queryOf({ name, text, values = [] }: Statement, prepare: boolean): QueryConfig {
  return name === undefined || !prepare
    ? { text, values: [...values] }
    : { name: `${name}_${UNGUESSABLE}`, text, values: [...values] }
}

/** A begun transaction on one connection; statements are pipelined behind BEGIN and the context. */
class OpenTransaction implements Transaction {
  #broken: Error | undefined
  readonly #client: PoolClient
  #depth = 0
  readonly #leave: (() => void) | undefined
  readonly #onClientError = (error: Error) => {
    this.#broken = error
  }
  #open = true
  readonly #opening: Promise<unknown>
  readonly #prepare: boolean
  readonly #sign: (() => string) | undefined

  constructor(
    client: PoolClient,
    mode: Mode,
    context: {
      leave: (() => void) | undefined
      prepare: boolean
      sign: (() => string) | undefined
      token: string | undefined
    },
  ) {
    const { token } = context
    this.#client = client
    this.#leave = context.leave
    this.#prepare = context.prepare
    this.#sign = context.sign
    client.on('error', this.#onClientError)
    const opening = [client.query(mode)]
    if (token !== undefined) {
      opening.push(
        client.query(
          queryOf({ name: 'context', text: SET_CONTEXT, values: [token] }, this.#prepare),
        ),
      )
    }
    this.#opening = Promise.all(opening)
    this.#opening.catch(() => undefined)
  }

  async commit(): Promise<void> {
    this.#assertOpen()
    this.#open = false
    try {
      const [, result] = await Promise.all([this.#opening, this.#client.query('commit')])
      this.#release()
      if (result.command === 'ROLLBACK') {
        throw databaseErrors.COMMIT_REFUSED({})
      }
    } catch (error) {
      if (isTenonError(error)) {
        throw error
      }
      this.#release(error)
      throw isConnectionError(error) ? databaseErrors.COMMIT_UNKNOWN({}, error) : error
    }
  }

  async query<T extends Row>(
    text: string,
    values: readonly unknown[] = [],
    name?: string,
  ): Promise<T[]> {
    this.#assertOpen()
    const statement = { ...(name === undefined ? {} : { name }), text, values }
    try {
      const result = await this.#client.query<T>(queryOf(statement, this.#prepare))

      return result.rows
    } catch (error) {
      throw isConnectionError(error) ? databaseErrors.UNAVAILABLE({}, error) : error
    }
  }

  async renew(): Promise<void> {
    if (this.#sign !== undefined) {
      await this.query(SET_CONTEXT, [this.#sign()])
    }
  }

  async rollback(): Promise<void> {
    if (!this.#open) {
      return
    }
    this.#open = false
    try {
      await this.#client.query('rollback')
      this.#release()
    } catch (error) {
      this.#release(error)
    }
  }

  /** Sends every statement and the COMMIT in one round trip and gives the rows of each. */
  async runAll(statements: readonly Statement[]): Promise<Row[][]> {
    this.#open = false
    const sent = statements.map((statement) =>
      this.#client.query(queryOf(statement, this.#prepare)),
    )
    const outcome = await Promise.allSettled([this.#opening, ...sent, this.#client.query('commit')])
    const failed = outcome.find((entry) => entry.status === 'rejected')
    if (failed === undefined) {
      this.#release()

      return (await Promise.all(sent)).map((result) => result.rows as Row[])
    }
    const reason: unknown = failed.reason
    const lost = isConnectionError(reason)
    this.#release(lost ? reason : undefined)
    throw lost ? databaseErrors.UNAVAILABLE({}, reason) : reason
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    this.#depth += 1
    const name = `sp_${this.#depth}`
    await this.query(`savepoint ${name}`)
    try {
      const result = await work()
      await this.query(`release savepoint ${name}`)

      return result
    } catch (error) {
      if (this.#broken === undefined && !isTenonError(error, 'DATABASE_UNAVAILABLE')) {
        await this.query(`rollback to savepoint ${name}`)
      }
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  #assertOpen(): void {
    if (!this.#open) {
      throw databaseErrors.TRANSACTION_CLOSED({})
    }
  }

  #release(error?: unknown): void {
    this.#client.removeListener('error', this.#onClientError)
    const broken = this.#broken ?? (error instanceof Error ? error : undefined)
    this.#client.release(broken)
    this.#leave?.()
  }
}
