import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

import type {
  Request as ExpressRequest,
  RequestHandler,
  Response as ExpressResponse,
} from 'express'
import type { SanitizedConfig } from 'payload'

import { handleEndpoints } from 'payload'

import { serverErrors } from '../errors.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

/** What the screens of Payload ask of its REST; every other route of Payload does not exist. */
const OPEN_ROUTES: readonly RegExp[] = [
  /^GET \/access$/,
  /^(DELETE|GET|POST) \/payload-preferences\/[\w.-]+$/,
  /^GET \/users\/me$/,
  /^(GET|POST) \/:slug$/,
  /^(GET|PATCH|POST) \/:slug\/:id$/,
  /^POST \/:slug\/access(\/:id)?$/,
  /^POST \/:slug\/:id\/duplicate$/,
]
const MAX_DEPTH = 2

type Options = {
  config: SanitizedConfig
  /** True for a collection that exists and whose module the tenant has switched on. */
  isOpen: (slug: string) => boolean
}

/** Payload's own REST behind an allow-list: only signed-in people, only what its screens need. */
export function payloadHandler(options: Options): RequestHandler {
  return (request, response, next) => {
    if (!isOpenRoute(request, options)) {
      throw serverErrors.ROUTE_UNKNOWN({})
    }
    requirePrincipal()
    answer(request, response, options.config).catch(next)
  }
}

function isOpenRoute(request: ExpressRequest, options: Options): boolean {
  const [, first = '', second, third] = request.path.split('/')
  if (first === 'access' || first === 'payload-preferences') {
    return OPEN_ROUTES.some((route) => route.test(`${request.method} ${request.path}`))
  }
  if (!options.isOpen(first)) {
    return false
  }
  const words = new Set(['access', 'duplicate', 'me'])
  const place = (part: string | undefined) =>
    part === undefined ? '' : words.has(part) ? `/${part}` : '/:id'
  const pattern = `${request.method} /${second === 'me' ? first : ':slug'}${place(second)}${place(third)}`

  return OPEN_ROUTES.some((route) => route.test(pattern))
}

async function answer(
  request: ExpressRequest,
  response: ExpressResponse,
  config: SanitizedConfig,
): Promise<void> {
  const url = new URL(request.originalUrl, `http://${request.headers.host ?? 'localhost'}`)
  const depth = url.searchParams.get('depth')
  if (depth !== null) {
    url.searchParams.set('depth', String(Math.min(Math.max(Number(depth) || 0, 0), MAX_DEPTH)))
  }
  const limit = url.searchParams.get('limit')
  if (limit !== null) {
    const wanted = Number(limit)
    url.searchParams.set('limit', String(wanted > 0 && wanted <= 200 ? wanted : 200))
  }
  const answered = await handleEndpoints({ config, request: toFetchRequest(request, url) })
  response.status(answered.status)
  for (const [name, value] of answered.headers) {
    if (name !== 'set-cookie') {
      response.setHeader(name, value)
    }
  }
  if (answered.body === null) {
    response.end()
  } else {
    // The two declarations of ReadableStream, the DOM's and Node's, name one thing.
    Readable.fromWeb(answered.body as ReadableStream<Uint8Array>).pipe(response)
  }
}

function toFetchRequest(request: ExpressRequest, url: URL): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'

  return new Request(url, {
    headers,
    method: request.method,
    ...(hasBody ? { body: Readable.toWeb(request), duplex: 'half' } : {}),
  } as RequestInit)
}
