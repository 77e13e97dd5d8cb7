import type { Request, RequestHandler, Response } from 'express'
import express from 'express'
import { parse } from 'qs-esm'

import { modelOf, recordErrors } from '../../collection/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { serverErrors } from '../errors.ts'
import { answerBulk } from './answerBulk.ts'
import { answerCount } from './answerCount.ts'
import { answerList } from './answerList.ts'
import { answerOne } from './answerOne.ts'
import { answerSearch } from './answerSearch.ts'
import { answerSummary } from './answerSummary.ts'
import { answerWrite } from './answerWrite.ts'
import { removeMany, updateMany } from './changeMany.ts'
import { createOne, removeOne, updateOne } from './changeRecords.ts'
import { answerHistory, restoreFromHistory } from './history.ts'
import type { RecordRequest } from './recordRequest.ts'
import { requirePrincipal } from './recordRequest.ts'

type Act = (request: RecordRequest, response: Response) => Promise<void>

type Options = { isOpen: (slug: string) => boolean }

const json = express.json({ limit: '1mb', strict: true })
const largeJson = express.json({ limit: '16mb', strict: true })

/**
 * The REST of every collection, straight over the record store. A request that needs Payload itself
 * (forms, population by `depth`, method override) is left to the next handler.
 */
export function recordsRouter(options: Options): express.Router {
  const router = express.Router()
  router.use(plainRequestsOnly)
  router.get('/search', (request, response, next) => {
    answerSearch(request, response, options.isOpen).catch(next)
  })
  router.get('/:slug', act(options, answerList))
  router.get('/:slug/count', act(options, answerCount))
  router.get('/:slug/summary', act(options, answerSummary))
  router.get('/:slug/:id', act(options, answerOne))
  router.get('/:slug/:id/history', act(options, answerHistory))
  router.post('/:slug', json, act(options, answerWrite(createOne)))
  router.post('/:slug/bulk', signedInOnly, largeJson, act(options, answerWrite(answerBulk)))
  router.post(
    '/:slug/:id/history/:eventId/restore',
    json,
    act(options, (request, response) => {
      const eventId = String(response.req.params['eventId'])

      return answerWrite(restoreFromHistory)({ ...request, eventId }, response)
    }),
  )
  router.patch('/:slug', json, act(options, answerWrite(updateMany)))
  router.patch('/:slug/:id', json, act(options, answerWrite(updateOne)))
  router.delete('/:slug', act(options, answerWrite(removeMany)))
  router.delete('/:slug/:id', act(options, answerWrite(removeOne)))

  return router
}

/** Megabytes are read only for people who are signed in. */
const signedInOnly: RequestHandler = (_request, _response, next) => {
  requirePrincipal()
  next()
}

const plainRequestsOnly: RequestHandler = (request, _response, next) => {
  const overridden =
    request.headers['x-payload-http-method-override'] ?? request.headers['x-http-method-override']
  const hasForm =
    (request.method === 'POST' || request.method === 'PATCH') && !request.is('application/json')
  if (overridden !== undefined || hasForm) {
    next('router')
  } else {
    next()
  }
}

function act(options: Options, run: Act): RequestHandler {
  return (request, response, next) => {
    const slug = String(request.params['slug'])
    const id = request.params['id']
    if (!options.isOpen(slug) || (id !== undefined && !isId(id) && !isPlainId(String(id)))) {
      next('router')

      return
    }
    const query = parse(queryText(request), { arrayLimit: 1000, depth: 12, parameterLimit: 1000 })
    const depth = Number(query['depth'] ?? 0)
    if (request.method === 'GET' && depth > 0) {
      next('router')

      return
    }
    const body = request.body as unknown
    if (body !== undefined && (body === null || typeof body !== 'object' || Array.isArray(body))) {
      throw serverErrors.BODY_INVALID({})
    }
    if (id !== undefined && !isId(id)) {
      throw recordErrors.NOT_FOUND({})
    }
    run(
      {
        body: (body ?? {}) as Record<string, unknown>,
        headers: request.headers,
        id: id === undefined ? '' : id.toLowerCase(),
        model: modelOf(slug),
        query,
      },
      response,
    ).catch(next)
  }
}

/** A last path part that can only be meant as an id; words such as `access` are routes of Payload. */
function isPlainId(part: string): boolean {
  return /\d/.test(part)
}

function queryText(request: Request): string {
  const at = request.originalUrl.indexOf('?')

  return at < 0 ? '' : request.originalUrl.slice(at + 1)
}
