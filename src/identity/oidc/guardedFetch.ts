import { lookup } from 'node:dns'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'

import type { CustomFetch, CustomFetchOptions } from 'openid-client'

import { checkAddress, isPrivateAddress } from './checkIssuer.ts'
import { oidcErrors } from './errors.ts'
import type { ProviderRules } from './types.ts'

const MOST_BYTES = 1_048_576
const BODILESS = new Set([204, 205, 304])

/**
 * A fetch for what a provider says: https and public addresses only, looked at when the connection is
 * made, so that no name can lead elsewhere afterwards; no redirects; at most 1 MB.
 */
export function guardedFetch(rules: ProviderRules): CustomFetch {
  return (url, options) => {
    checkAddress(url, rules)

    return send(url, options, {
      headers: options.headers,
      // Left out, the host is looked up as always.
      ...(rules.allowHttp ? {} : { lookup: publicLookup }),
      method: options.method,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  }
}

/** Looks a host up and fails when any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses = error === null ? found : []
    const [first] = addresses
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) {
      callback(error ?? oidcErrors.UNREACHABLE({}), '', 0)
    } else if (options.all === true) {
      callback(null, addresses)
    } else {
      callback(null, first.address, first.family)
    }
  })
}

function send(url: string, { body }: CustomFetchOptions, options: RequestOptions) {
  const request = url.startsWith('https:') ? requestHttps : requestHttp

  return new Promise<Response>((resolve, reject) => {
    const outgoing = request(url, options, (incoming) => {
      readAll(incoming).then((bytes) => {
        resolve(toResponse(incoming, bytes))
      }, reject)
    })
    outgoing.once('error', reject)
    outgoing.end(textOf(body))
  })
}

/** Forms and JSON are all that goes to a provider. */
function textOf(body: CustomFetchOptions['body']): string | undefined {
  if (typeof body === 'string') {
    return body
  }

  return body instanceof URLSearchParams ? body.toString() : undefined
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > MOST_BYTES) {
      incoming.destroy()
      throw oidcErrors.UNREACHABLE({})
    }
    chunks.push(bytes)
  }

  return Buffer.concat(chunks)
}

function toResponse(incoming: IncomingMessage, bytes: Buffer): Response {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) {
      headers.append(name, value)
    }
  }
  const status = incoming.statusCode ?? 502

  return new Response(BODILESS.has(status) ? null : new Uint8Array(bytes), { headers, status })
}
