import { createHash } from 'node:crypto'

import type { Response } from 'express'

import type { IdempotencyKey, WriteAnswer } from '../../collection/index.ts'
import { answerOnce, recordErrors } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { database, retryConflicts } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import type { RecordRequest } from './recordRequest.ts'
import { requirePrincipal } from './recordRequest.ts'
import { sendJson } from './sendJson.ts'

/** A write of the record API: everything it does stands or falls with the given transaction. */
export type WriteAct<TRequest extends Pick<RecordRequest, 'body'>> = (
  request: TRequest,
  transaction: Transaction,
) => Promise<WriteAnswer>

const KEY = /^[\x21-\x7e]{1,255}$/

/** Answers a write in one transaction; with an `Idempotency-Key` the same request is answered once. */
export function answerWrite<TRequest extends Pick<RecordRequest, 'body'>>(
  run: WriteAct<TRequest>,
): (request: TRequest, response: Response) => Promise<void> {
  return async (request, response) => {
    requirePrincipal()
    const key = keyOf(request, response)
    const write = (transaction: Transaction) => run(request, transaction)
    if (key === undefined) {
      const answer = await retryConflicts(() => database().transaction(write))
      response.status(answer.status)
      sendJson(response, answer.body)

      return
    }
    const answer = await retryConflicts(() => answerOnce(key, write))
    response.status(answer.status)
    if (answer.isReplay) {
      response.setHeader('idempotent-replayed', 'true')
    }
    sendJson(response, answer.body)
  }
}

function keyOf(
  request: Pick<RecordRequest, 'body'>,
  response: Response,
): IdempotencyKey | undefined {
  const { req } = response
  const key = req.get('idempotency-key')
  if (key === undefined) {
    return undefined
  }
  if (!KEY.test(key)) {
    throw recordErrors.KEY_INVALID({})
  }
  const hash = createHash('sha256')
    .update(`${req.method}\n${req.originalUrl}\n${JSON.stringify(request.body)}`)
    .digest('hex')

  const { actor } = requireTenantScope()

  // A person and their API key may see different fields: they do not share answers.
  return { hash, key, owner: `${actor.type} ${actor.id ?? ''}` }
}
