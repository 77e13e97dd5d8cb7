import type { Pool, PoolClient } from 'pg'

import { databaseErrors } from './errors.ts'
import type { FairGate } from './fairGate.ts'
import { createFairGate } from './fairGate.ts'

/** How long anybody waits for a connection, in milliseconds. */
export const CONNECT_MS = 10_000

/** The gate before a pool of so many connections; throws `DATABASE_UNAVAILABLE` to who waits too long. */
export function gateOf(size: number): FairGate {
  return createFairGate({
    deadlineMs: CONNECT_MS,
    refuse: () => databaseErrors.UNAVAILABLE({}),
    size,
  })
}

/** A connection of a pool; throws `DATABASE_UNAVAILABLE`. */
export async function checkOut(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw databaseErrors.UNAVAILABLE({}, error)
  }
}

/** A connection of a pool for one tenant, once it is its turn; `leave` when it is given back. */
export async function checkOutFairly(
  pool: Pool,
  gate: FairGate,
  tenantId: string,
): Promise<{ client: PoolClient; leave: () => void }> {
  const leave = () => {
    gate.leave(tenantId)
  }
  await gate.enter(tenantId)
  try {
    return { client: await checkOut(pool), leave }
  } catch (error) {
    leave()
    throw error
  }
}
