import { Secret, TOTP } from 'otpauth'

import type { Reach } from '../isolation/matrixReach.ts'
import { makeReach } from '../isolation/matrixReach.ts'
import type { Ask } from './rightsRoutesPeople.ts'
import { done, PASSWORD } from './rightsRoutesPeople.ts'
import type { Here, Try } from './rightsRoutesTry.ts'
import { formRequest, plain, unique } from './rightsRoutesTry.ts'

const at = (route: string, ask: Try['ask'], more: Partial<Try> = {}): Try => ({
  ask,
  route,
  ...more,
})

/** Sent with the session of the person, though it needs none. */
const page = (path: string): Try => plain(`GET ${path}`)

const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()

const FACTOR = '/api/auth/second-factor'

async function enrolled(ask: Ask): Promise<string[]> {
  const { secret } = await done<{ secret: string }>(ask('POST', `${FACTOR}/enrolment`))
  const body = { code: codeOf(secret) }

  return (await done<{ recoveryCodes: string[] }>(ask('POST', `${FACTOR}/confirmation`, { body })))
    .recoveryCodes
}

/** Somebody who has given the password and now has to show a code. */
async function challenged(here: Here): Promise<Record<'challenge' | 'code', string>> {
  const { ask, email } = await here.another()
  const [code = ''] = await enrolled(ask)
  const { json } = await here.ask('POST', '/api/auth/login', {
    body: { email, password: PASSWORD },
  })

  return { challenge: (json as { challenge: string }).challenge, code }
}

async function invited(here: Here): Promise<string> {
  const email = `${unique()}@example.test`
  const body = { email, name: 'New', role: 'viewer' }
  await done(here.admin('POST', '/api/auth/invitations', { body }))

  return mailed(here, 'mails', email)
}

async function forgotten(here: Here): Promise<string> {
  const { email } = await here.another()
  await here.app.sql('delete from sign_in_attempts')
  await done(here.ask('POST', '/api/auth/forgot-password', { body: { email } }))

  return mailed(here, 'account_mail_copies', email)
}

async function mailed({ app }: Here, table: string, email: string): Promise<string> {
  const [row] = await app.sql(
    `select body_text from ${table} where to_address = $1 order by created_at desc limit 1`,
    [email],
  )

  return /token=([\w-]+)/.exec(String(row?.['body_text']))?.[1] ?? ''
}

const keyBody = { name: 'Golden', role: 'viewer' }

async function apiKey(ask: Ask): Promise<string> {
  return (await done<{ doc: { id: string } }>(ask('POST', '/api/auth/api-keys', { body: keyBody })))
    .doc.id
}

const sessions: Try[] = [
  at('POST /api/auth/login', async (here) => {
    const { email } = await here.another()

    return here.ask('POST', '/api/auth/login', { body: { email, password: PASSWORD } })
  }),
  at('POST /api/auth/logout', async (here) =>
    (await here.another()).ask('POST', '/api/auth/logout'),
  ),
  plain('GET /api/auth/me'),
  plain('GET /api/auth/sessions'),
  at('DELETE /api/auth/sessions/:id', async (here) => {
    const { ask } = await here.another()
    const { docs } = await done<{ docs: { id: string }[] }>(ask('GET', '/api/auth/sessions'))

    return ask('DELETE', `/api/auth/sessions/${docs[0]?.id ?? ''}`)
  }),
  at('POST /api/auth/forgot-password', ({ ask, person }) =>
    ask('POST', '/api/auth/forgot-password', { body: { email: person.email } }),
  ),
  at('POST /api/auth/reset-password', async (here) => {
    const body = { password: PASSWORD, token: await forgotten(here) }

    return here.ask('POST', '/api/auth/reset-password', { body })
  }),
  plain('GET /api/auth/tenants'),
  plain('POST /api/auth/switch', { tenant: 'acme' }),
  at('GET /api/auth/switch', async (here) => {
    const { url } = await done<{ url: string }>(
      here.ask('POST', '/api/auth/switch', { body: { tenant: 'acme' } }),
    )

    return here.ask('GET', new URL(url).pathname + new URL(url).search)
  }),
  plain('GET /api/auth/mails'),
]

const managing: Try[] = [
  at('POST /api/auth/invitations', ({ ask }) =>
    ask('POST', '/api/auth/invitations', {
      body: { email: `${unique()}@example.test`, name: 'New', role: 'viewer' },
    }),
  ),
  at('POST /api/auth/accept-invitation', async (here) =>
    here.ask('POST', '/api/auth/accept-invitation', {
      body: { name: 'New', password: PASSWORD, token: await invited(here) },
    }),
  ),
  plain('GET /api/auth/api-keys'),
  { ...plain('POST /api/auth/api-keys', keyBody), name: 'with the role of a viewer' },
  {
    ...plain('POST /api/auth/api-keys', { name: 'Golden', role: 'admin' }),
    name: 'with the role of an administrator',
  },
  at(
    'DELETE /api/auth/api-keys/:id',
    async (here) => here.ask('DELETE', `/api/auth/api-keys/${await apiKey(here.admin)}`),
    { name: 'of the administrator' },
  ),
  at(
    'DELETE /api/auth/api-keys/:id',
    async (here) => here.ask('DELETE', `/api/auth/api-keys/${await apiKey(here.ask)}`),
    { name: 'own' },
  ),
  plain('GET /api/auth/policy'),
  plain('PATCH /api/auth/policy', { requireSecondFactor: false }),
  at('POST /api/auth/users/:id/sign-out', async (here) => {
    const { email } = await here.another()
    const [user] = await here.app.sql('select id from users where email = $1', [email])

    return here.ask('POST', `/api/auth/users/${String(user?.['id'])}/sign-out`)
  }),
  at('POST /api/auth/users/:id/second-factor-reset', async (here) => {
    const { ask, email } = await here.another()
    await enrolled(ask)
    const [user] = await here.app.sql('select id from users where email = $1', [email])

    return here.ask('POST', `/api/auth/users/${String(user?.['id'])}/second-factor-reset`)
  }),
]

const secondFactor: Try[] = [
  plain('GET /api/auth/second-factor'),
  at('POST /api/auth/second-factor', async (here) =>
    here.ask('POST', FACTOR, { body: await challenged(here) }),
  ),
  at('POST /api/auth/second-factor/enrolment', async (here) =>
    (await here.another()).ask('POST', `${FACTOR}/enrolment`),
  ),
  at('POST /api/auth/second-factor/confirmation', async (here) => {
    const { ask } = await here.another()
    const { secret } = await done<{ secret: string }>(ask('POST', `${FACTOR}/enrolment`))

    return ask('POST', `${FACTOR}/confirmation`, { body: { code: codeOf(secret) } })
  }),
  at('POST /api/auth/second-factor/removal', async (here) => {
    const { ask } = await here.another()
    const [code = ''] = await enrolled(ask)

    return ask('POST', `${FACTOR}/removal`, { body: { code, password: PASSWORD } })
  }),
]

const pages: Try[] = [
  ...['/login', '/logout', '/forgot-password', '/reset-password', '/second-factor'].map(page),
  page('/account/second-factor'),
  at('POST /account/second-factor', async (here) =>
    (await here.another()).ask('POST', '/account/second-factor', formRequest({ act: 'begin' })),
  ),
  at('GET /accept-invitation', async (here) =>
    here.ask('GET', `/accept-invitation?token=${await invited(here)}`),
  ),
  at('POST /accept-invitation', async (here) => {
    const token = await invited(here)
    const form = formRequest({ name: 'New', password: PASSWORD, token })

    return here.ask('POST', `/accept-invitation?token=${token}`, form)
  }),
  at('POST /login', async (here) => {
    const { email } = await here.another()

    return here.ask('POST', '/login', formRequest({ email, password: PASSWORD }))
  }),
  at('POST /logout', async (here) =>
    (await here.another()).ask('POST', '/logout', formRequest({})),
  ),
  at('POST /forgot-password', ({ ask, person }) =>
    ask('POST', '/forgot-password', formRequest({ email: person.email })),
  ),
  at('POST /reset-password', async (here) => {
    const token = await forgotten(here)

    return here.ask(
      'POST',
      `/reset-password?token=${token}`,
      formRequest({ password: PASSWORD, token }),
    )
  }),
  at('POST /second-factor', async (here) =>
    here.ask('POST', '/second-factor', formRequest(await challenged(here))),
  ),
]

/** Rows of their own: the providers and name servers of others are not asked. */
const reach =
  (key: keyof Reach, ask: (here: Here, value: string) => ReturnType<Try['ask']>): Try['ask'] =>
  async (here) => {
    await here.app.sql('delete from identity_providers')

    return ask(here, (await makeReach(here.app, 'acme'))[key])
  }

const outside: Try[] = [
  plain('GET /api/domains'),
  at('POST /api/domains', ({ ask }) =>
    ask('POST', '/api/domains', { body: { host: 'golden.example.com' } }),
  ),
  at(
    'POST /api/domains/:host/verify',
    reach('host', ({ ask }, host) => ask('POST', `/api/domains/${host}/verify`)),
    { nobody: 'no name server proves the host' },
  ),
  at(
    'DELETE /api/domains/:host',
    reach('host', ({ ask }, host) => ask('DELETE', `/api/domains/${host}`)),
  ),
  plain('GET /api/auth/providers'),
  {
    ...plain('POST /api/auth/providers', {
      clientId: 'golden',
      issuer: 'https://127.0.0.1:1',
      label: 'Golden',
    }),
    nobody: 'no provider answers',
  },
  at(
    'PATCH /api/auth/providers/:id',
    reach('provider', ({ ask }, id) =>
      ask('PATCH', `/api/auth/providers/${id}`, { body: { label: 'Renamed' } }),
    ),
  ),
  at(
    'DELETE /api/auth/providers/:id',
    reach('provider', ({ ask }, id) => ask('DELETE', `/api/auth/providers/${id}`)),
  ),
  ...['', '/callback'].map((end) =>
    at(
      `GET /auth/oidc/:id${end}`,
      reach('provider', ({ ask }, id) => ask('GET', `/auth/oidc/${id}${end}`)),
      { nobody: 'no provider answers' },
    ),
  ),
  at(
    'GET /api/auth/support',
    reach('supportCode', ({ ask }, code) => ask('GET', `/api/auth/support?code=${code}`)),
  ),
  plain('GET /api/auth/support-sessions'),
  at(
    'DELETE /api/auth/support-sessions/:id',
    reach('supportId', ({ ask }, id) => ask('DELETE', `/api/auth/support-sessions/${id}`)),
  ),
]

const PREFERENCE = '/api/payload-preferences/golden'

const preferences: Try[] = [
  at('POST /api/payload-preferences/:key (payload)', ({ ask }) =>
    ask('POST', PREFERENCE, { body: { value: { a: 1 } } }),
  ),
  at('GET /api/payload-preferences/:key (payload)', ({ ask }) => ask('GET', PREFERENCE)),
  at('DELETE /api/payload-preferences/:key (payload)', async ({ ask }) => {
    await done(ask('POST', PREFERENCE, { body: { value: { a: 1 } } }))

    return ask('DELETE', PREFERENCE)
  }),
]

/** Attempts on the routes about signing in, oneself and one's own settings. */
export const authTries: readonly Try[] = [
  ...['/health', '/metrics', '/ready'].map(page),
  ...sessions,
  ...managing,
  ...secondFactor,
  ...outside,
  ...pages,
  ...preferences,
]
