import pg from 'pg'

import type { Query } from '../types.ts'

/** A connection that a migration runs on. */
export type Connection = { close: () => Promise<void>; query: Query }

/** Opens one connection; statement limits of the role do not apply to it. */
export async function connect(url: string): Promise<Connection> {
  const client = new pg.Client({ application_name: 'tenon-migrate', connectionString: url })
  // A connection that breaks while idle is reported by the next statement on it.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('set statement_timeout = 0')

  return { close: () => client.end(), query: queryOn(client) }
}

/** Makes the plain query function of a client or pool. */
export function queryOn(client: Pick<pg.ClientBase, 'query'>): Query {
  return async <T extends Record<string, unknown>>(text: string, values?: readonly unknown[]) => {
    const result = await client.query<T>(text, values === undefined ? undefined : [...values])

    return result.rows
  }
}
