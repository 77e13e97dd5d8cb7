import type { Row, Transaction } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { recordErrors } from '../errors.ts'

/** What a write answers: kept beside its key when it has one. */
export type WriteAnswer = { body: string; status: number }

/** The key of a write, whose it is, and a hash of all that the request says. */
export type IdempotencyKey = { hash: string; key: string; owner: string }

const LIFETIME = "interval '24 hours'"

const LOCK = `
select pg_try_advisory_xact_lock(hashtextextended('tenon.idempotency:' || $1 || ':' || $2 || ':' || $3, 0)) as held`

const FIND = `
select request_hash, status, body from idempotency_keys
where tenant_id = $1::uuid and owner = $2 and key = $3 and created_at > now() - ${LIFETIME}`

const STORE = `
insert into idempotency_keys (tenant_id, owner, key, request_hash, status, body)
values ($1::uuid, $2, $3, $4, $5, $6)
on conflict (tenant_id, owner, key) do update
set request_hash = excluded.request_hash, status = excluded.status, body = excluded.body, created_at = now()
where idempotency_keys.created_at <= now() - ${LIFETIME}
returning key`

type Stored = Row & { body: string; request_hash: string; status: number }

/**
 * Runs a write in one transaction with the note of its key: the same request with the same key within 24
 * hours gets the first answer again and has no second effect. A refused or crashed write leaves no note.
 * Throws `RECORD_REQUEST_RUNNING` while the first is still at it and `RECORD_KEY_REUSED` for another request.
 */
export async function answerOnce(
  { hash, key, owner }: IdempotencyKey,
  write: (transaction: Transaction) => Promise<WriteAnswer>,
): Promise<WriteAnswer & { isReplay: boolean }> {
  const { tenantId } = requireTenantScope()

  return database().transaction(async (transaction) => {
    // Waiting would hold a connection for as long as the first request takes.
    const [lock] = await transaction.query<{ held: boolean }>(LOCK, [tenantId, owner, key])
    if (lock?.held !== true) {
      throw recordErrors.REQUEST_RUNNING({})
    }
    const [stored] = await transaction.query<Stored>(FIND, [tenantId, owner, key])
    if (stored !== undefined) {
      if (stored.request_hash !== hash) {
        throw recordErrors.KEY_REUSED({})
      }

      return { body: stored.body, isReplay: true, status: stored.status }
    }
    const answer = await write(transaction)
    const values = [tenantId, owner, key, hash, answer.status, answer.body]
    const noted = await transaction.query(STORE, values)
    if (noted.length !== 1) {
      throw recordErrors.REQUEST_RUNNING({})
    }

    return { ...answer, isReplay: false }
  })
}

/** Forgets the answers of this tenant that are older than 24 hours, or that hold the given text. */
export async function forgetAnswers(
  transaction: Transaction,
  which: { holding?: string } = {},
): Promise<void> {
  await transaction.query(
    `delete from idempotency_keys where tenant_id = $1::uuid
      and (created_at <= now() - ${LIFETIME} or strpos(body, $2) > 0)`,
    [requireTenantScope().tenantId, which.holding ?? null],
  )
}
