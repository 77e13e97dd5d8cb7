import type { PayloadRequest } from 'payload'

import type { Transaction } from '../../kernel/db/index.ts'
import { database, databaseErrors } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids/index.ts'

type Session = { state: 'committed' | 'open' | 'rolledBack'; transaction: Transaction }

type RequestPart = Partial<PayloadRequest> | undefined

const KEY = Symbol.for('tenon.payloadSessions')

// One per process: a transaction begun through one copy of this module must be found by another.
const shared = globalThis as { [KEY]?: Map<string, Session> | undefined }
const sessions = (shared[KEY] ??= new Map<string, Session>())
const wrote = new WeakMap<object, Session>()

/** Begins a transaction for Payload and gives the id it travels by. */
export async function beginSession(): Promise<string> {
  const id = newId()
  sessions.set(id, { state: 'open', transaction: await database().begin() })

  return id
}

/** Commits; throws when the transaction is gone or PostgreSQL answers with a rollback. */
export async function commitSession(id: number | Promise<number | string> | string): Promise<void> {
  const key = String(await id)
  const session = sessions.get(key)
  sessions.delete(key)
  if (session === undefined) {
    throw databaseErrors.COMMIT_REFUSED({})
  }
  session.state = 'committed'
  await session.transaction.commit()
}

/** Rolls back and remembers it, so that an operation cannot answer success afterwards. */
export async function rollbackSession(
  id: number | Promise<number | string> | string,
): Promise<void> {
  const key = String(await id)
  const session = sessions.get(key)
  sessions.delete(key)
  if (session !== undefined) {
    session.state = 'rolledBack'
    await session.transaction.rollback()
  }
}

/** The open transaction of a Payload request, or undefined when it has none; a dead id throws. */
export async function sessionOf(req: RequestPart): Promise<Transaction | undefined> {
  // Payload's loader of relations carries the id through JSON, where none becomes null.
  const id = (await req?.transactionID) as null | number | string | undefined
  if (id === undefined || id === null) {
    return undefined
  }
  const session = sessions.get(String(id))
  if (session === undefined) {
    throw databaseErrors.TRANSACTION_CLOSED({})
  }

  return session.transaction
}

/** Marks that a request has written on its transaction. */
export async function noteWrite(req: RequestPart): Promise<void> {
  const session = sessions.get(String(await req?.transactionID))
  if (req !== undefined && session !== undefined) {
    wrote.set(req, session)
  }
}

/**
 * Throws `DATABASE_COMMIT_REFUSED` when a request's write was rolled back behind its back: Payload
 * ends the transaction on any failed read, caught or not, and would still answer success.
 */
export function assertWriteStands(req: RequestPart): void {
  if (req !== undefined && wrote.get(req)?.state === 'rolledBack') {
    throw databaseErrors.COMMIT_REFUSED({})
  }
}
