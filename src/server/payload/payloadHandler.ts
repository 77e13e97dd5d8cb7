import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

import type {
  Request as ExpressRequest,
  Response as ExpressResponse,
  RequestHandler,
} from 'express'
import type { SanitizedConfig } from 'payload'
import { handleEndpoints } from 'payload'

import { serverErrors } from '../errors.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { isPayloadRoute } from './payloadRoutes.ts'
import { readBody } from './readBody.ts'

const PAYLOAD_TOKEN = /(?:^|;\s*)payload-token=[^;]*/g
const MAX_DEPTH = 2
const MAX_LIMIT = 200
const OVERRIDES = ['x-http-method-override', 'x-payload-http-method-override'] as const

type Options = {
  config: SanitizedConfig
  /** True for a collection that exists and whose module the tenant has switched on. */
  isOpen: (slug: string) => boolean
}

/** Payload's own REST behind an allow-list: only signed-in people, only what its screens need. */
export function payloadHandler(options: Options): RequestHandler {
  return function payloadRest(request, response, next) {
    if (!isPayloadRoute(request.method, request.path, options.isOpen)) {
      throw serverErrors.ROUTE_UNKNOWN({})
    }
    requirePrincipal()
    if (hasStrangeBody(request)) {
      throw serverErrors.BODY_INVALID({})
    }
    answer(request, response, options.config).catch(next)
  }
}

/** Payload fails on a body that is neither JSON nor a form; `is` takes an empty one for a body. */
function hasStrangeBody(request: ExpressRequest): boolean {
  return (
    request.headers['content-length'] !== '0' &&
    request.is(['application/json', 'multipart/form-data', 'application/x-www-form-urlencoded']) ===
      false
  )
}

async function answer(
  request: ExpressRequest,
  response: ExpressResponse,
  config: SanitizedConfig,
): Promise<void> {
  const answered = await handleEndpoints({ config, request: await toFetchRequest(request) })
  if (answered.status === 404 && !(await answered.clone().text()).includes('"errors"')) {
    throw serverErrors.ROUTE_UNKNOWN({})
  }
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

async function toFetchRequest(request: ExpressRequest): Promise<Request> {
  const url = new URL(request.originalUrl, `http://${request.headers.host ?? 'localhost'}`)
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
  }
  // Who asks is settled: Payload would take what it finds for one of its own tokens and fail on it.
  headers.delete('authorization')
  headers.set('cookie', (headers.get('cookie') ?? '').replaceAll(PAYLOAD_TOKEN, ''))
  const body = request.method === 'GET' ? undefined : await readBody(request)
  if (request.method === 'POST' && isOverridden(request)) {
    return overridden(url, headers, body)
  }

  return new Request(clamp(url), {
    headers,
    method: request.method,
    // An empty body must be none: Payload would read it as broken JSON.
    ...(body === undefined || body.length === 0 ? {} : { body }),
  } as RequestInit)
}

function isOverridden(request: ExpressRequest): boolean {
  return OVERRIDES.some((name) => request.headers[name] === 'GET')
}

/** A long query that a screen posts as a form. Payload would read it past our bounds of size and depth. */
function overridden(url: URL, headers: Headers, body: Buffer | undefined): Request {
  if (headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true) {
    url.search = [url.search.slice(1), body?.toString('utf8') ?? ''].filter(Boolean).join('&')
  }
  for (const name of [...OVERRIDES, 'content-length', 'content-type']) {
    headers.delete(name)
  }

  return new Request(clamp(url), { headers, method: 'GET' })
}

/** Keeps `depth` and `limit` within their bounds; without pagination Payload would read every row. */
function clamp(url: URL): URL {
  const number = (name: string, fallback: number) => {
    const text = url.searchParams.get(name)

    return text === null || text === '' ? fallback : Number(text)
  }
  const depth = number('depth', 0)
  const limit = number('limit', 10)
  url.searchParams.set('depth', String(Math.min(Math.max(Math.trunc(depth) || 0, 0), MAX_DEPTH)))
  url.searchParams.set(
    'limit',
    String(limit > 0 && limit <= MAX_LIMIT ? Math.trunc(limit) || 1 : MAX_LIMIT),
  )

  return url
}
