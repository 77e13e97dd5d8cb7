import { createSign, generateKeyPairSync } from 'node:crypto'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import Provider from 'oidc-provider'
import { vi } from 'vitest'

/** A person as the real provider knows them. */
export type ProviderClaims = { email: string; email_verified: boolean; name: string }

/** A provider of a test on this machine. */
export type TestProvider = { close: () => Promise<void>; issuer: string }

/** The real provider: its people by subject, and the addresses it sends browsers back to. */
export type RealProvider = TestProvider & {
  allow: (redirectUri: string) => void
  people: Map<string, ProviderClaims>
  /** Signs somebody in at the provider's own pages; gives the address it sends the browser back to. */
  walk: (address: string, subject: string) => Promise<URL>
}

/** A provider that answers whatever a test wants. */
export type FalseProvider = TestProvider & {
  /** Changes the claims of the next identity tokens, or `header` and `signature` of the token itself. */
  lie: (change: Record<string, unknown>, token?: { alg?: string; isForged?: boolean }) => void
  /** The address that the provider would send the browser back to. */
  walk: (address: string, extra?: Record<string, string>) => URL
}

/** The client that the tests register at both. */
export const TEST_CLIENT = { id: 'tenon', secret: 'the secret of the client' }

/** Starts `oidc-provider` with its own sign-in and consent pages. */
export async function startRealProvider(): Promise<RealProvider> {
  let listener: RequestListener = (_request, response) => response.end()
  const { close, issuer } = await listen((request, response) => listener(request, response))
  const people = new Map<string, ProviderClaims>()
  const redirects: string[] = []
  const build = () => {
    const provider = quietly(
      () =>
        new Provider(issuer, {
          claims: { email: ['email', 'email_verified'], openid: ['sub'], profile: ['name'] },
          clients: [
            {
              client_id: TEST_CLIENT.id,
              client_secret: TEST_CLIENT.secret,
              redirect_uris: redirects.length > 0 ? redirects : [`${issuer}/none`],
            },
          ],
          cookies: { keys: ['a key of tests'] },
          findAccount: (_context, id) => ({
            accountId: id,
            claims: () => Promise.resolve({ sub: id, ...people.get(id) }),
          }),
          pkce: { required: () => true },
        }),
    )
    const answer = provider.callback()
    listener = (request, response) => void answer(request, response)
  }
  build()

  return {
    allow: (redirectUri) => {
      redirects.push(redirectUri)
      build()
    },
    close,
    issuer,
    people,
    walk: (address, subject) => walk(address, subject, issuer),
  }
}

/** Without the provider's warnings that its defaults are for development. */
function quietly<T>(work: () => T): T {
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  try {
    return work()
  } finally {
    warnings.mockRestore()
  }
}

async function walk(address: string, subject: string, issuer: string): Promise<URL> {
  const jar = new Map<string, string>()
  let url = new URL(address)
  let body: undefined | URLSearchParams
  for (let step = 0; step < 20; step += 1) {
    if (url.origin !== issuer) {
      return url
    }
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      headers: { cookie },
      redirect: 'manual',
      ...(body === undefined ? {} : { body, method: 'POST' }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    const text = await answer.text()
    if (location !== null) {
      url = new URL(location, url)
      body = undefined
      continue
    }
    const [, action] = /<form[^>]* action="([^"]+)"/.exec(text) ?? []
    const [, prompt] = /name="prompt" value="([^"]+)"/.exec(text) ?? []
    if (action === undefined || prompt === undefined) {
      throw new Error(`The provider answered ${answer.status}: ${text.slice(0, 2_000)}`)
    }
    url = new URL(action, url)
    body = new URLSearchParams({ login: subject, password: 'any', prompt })
  }
  throw new Error('The provider led in circles.')
}

/** Starts a provider that signs whatever it is told to. */
export async function startFalseProvider(): Promise<FalseProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let nonce = ''
  let change: Record<string, unknown> = {}
  let token: { alg?: string; isForged?: boolean } = {}
  let issuer = ''
  const idToken = () => {
    const now = Math.floor(Date.now() / 1_000)
    const claims = {
      aud: TEST_CLIENT.id,
      exp: now + 300,
      iat: now,
      iss: issuer,
      nonce,
      sub: 'liar',
    }
    const head = { alg: token.alg ?? 'RS256', kid: 'one', typ: 'JWT' }
    const signed = [head, { ...claims, ...change }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const key = token.isForged === true ? others.privateKey : keys.privateKey
    const signature =
      token.alg === 'none' ? '' : createSign('sha256').update(signed).sign(key, 'base64url')

    return `${signed}.${signature}`
  }
  const answers: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => ({
      authorization_endpoint: `${issuer}/authorize`,
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      token_endpoint: `${issuer}/token`,
    }),
    '/jwks': () => ({
      keys: [{ ...keys.publicKey.export({ format: 'jwk' }), alg: 'RS256', kid: 'one', use: 'sig' }],
    }),
    '/token': () => ({
      access_token: 'access',
      expires_in: 300,
      id_token: idToken(),
      token_type: 'Bearer',
    }),
  }
  const started = await listen((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answers[request.url ?? '']?.() ?? {}))
  })
  issuer = started.issuer

  return {
    ...started,
    lie: (claims, made = {}) => {
      change = claims
      token = made
    },
    walk: (address, extra = {}) => {
      const asked = new URL(address).searchParams
      nonce = asked.get('nonce') ?? ''
      const back = new URL(asked.get('redirect_uri') ?? '')
      const sent = { code: 'code', iss: issuer, state: asked.get('state') ?? '', ...extra }
      for (const [name, value] of Object.entries(sent)) {
        back.searchParams.set(name, value)
      }

      return back
    },
  }
}

async function listen(listener: RequestListener): Promise<TestProvider> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
    issuer: `http://127.0.0.1:${port}`,
  }
}
