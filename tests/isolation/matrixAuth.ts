import { createMember, DEMO_PASSWORD } from '../../src/identity/index.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import type { MatrixRow } from './matrixRow.ts'
import { hasStatus } from './matrixRow.ts'
import { randomText } from './randomText.ts'

const PASSWORD = 'correct horse battery staple'

/** Somebody with a user in both tenants, and nobody else. */
export const BOTH = 'both@example.test'

/** Lets `BOTH` into both tenants. */
export async function addMemberOfBoth(app: TestApp): Promise<void> {
  for (const slug of ['acme', 'northwind']) {
    await createMember({
      demo: true,
      email: BOTH,
      name: 'Both',
      password: DEMO_PASSWORD,
      roleKey: 'admin',
      tenantId: app.tenantId(slug),
    })
  }
}

/** Keeps what is mailed to accounts: the text is gone from the table as soon as it has left. */
export async function keepAccountMails(app: TestApp): Promise<void> {
  await app.sql('create table account_mail_copies (like account_mails)')
  await app.sql(
    `create function copy_account_mail() returns trigger language plpgsql security definer
      set search_path = public as $$ begin
        insert into account_mail_copies select new.*;
        return new;
      end $$`,
  )
  await app.sql(
    `create trigger copy_account_mail after insert on account_mails
      for each row execute function copy_account_mail()`,
  )
}

/** The rows of the routes about signing in: sessions, invitations, switch codes, tokens, preferences. */
export function authRows(): MatrixRow[] {
  return [...sessionRows, ...invitationRows, ...tokenRows, ...switchRows, ...preferenceRows]
}

const slugOf = (side: Side) => (side === 'own' ? 'acme' : 'northwind')

const sessionRows: MatrixRow[] = (['northwind', 'acme'] as const).map((tenant) => ({
  accepts: hasStatus(200),
  ask: (context, id) => context.ask('DELETE', `/api/auth/sessions/${id}`),
  name: `DELETE /api/auth/sessions/:id: a session of somebody else in ${tenant}`,
  route: 'DELETE /api/auth/sessions/:id',
  value: async (context, side) => {
    if (side === 'missing') {
      return context.idOf(side, 'users')
    }
    const email =
      side === 'own' ? 'admin@acme.test' : `${tenant === 'acme' ? 'rep' : 'admin'}@${tenant}.test`
    const at = side === 'own' ? 'acme' : tenant
    await context.app.signIn(at, email, { fresh: true })
    const [row] = await context.app.sql(
      `select s.id from sessions s join accounts a on a.id = s.account_id
        where a.email = $1 order by s.created_at desc limit 1`,
      [email],
    )

    return String(row?.['id'])
  },
}))

const invitationRows: MatrixRow[] = [
  {
    accepts: hasStatus(201),
    ask: (context, role) =>
      context.ask('POST', '/api/auth/invitations', {
        body: { email: `${randomText()}@example.test`.toLowerCase(), name: 'New', role },
      }),
    name: 'POST /api/auth/invitations: the role',
    route: 'POST /api/auth/invitations',
    value: (context, side) => context.idOf(side, 'roles'),
  },
  {
    accepts: hasStatus(201),
    ask: (context, placeholder) =>
      context.ask('POST', '/api/auth/invitations', {
        body: {
          email: `${randomText()}@example.test`.toLowerCase(),
          name: 'New',
          placeholder,
          role: 'rep',
        },
      }),
    name: 'POST /api/auth/invitations: the placeholder',
    route: 'POST /api/auth/invitations',
    value: async (context, side) => {
      if (side === 'missing') {
        return context.idOf(side, 'users')
      }
      const [row] = await context.app.sql(
        `select id from users where tenant_id = $1 and status = 'placeholder'
          and deleted_at is null order by id limit 1`,
        [context.app.tenantId(slugOf(side))],
      )

      return String(row?.['id'])
    },
  },
]

/** Invites somebody into one tenant and reads the token from the mail. */
async function invitationToken(context: MatrixContext, side: Side): Promise<string> {
  if (side === 'missing') {
    return missingToken()
  }
  const { app } = context
  const slug = slugOf(side)
  const { token } = await app.signIn(slug, `admin@${slug}.test`)
  const email = `${randomText()}@example.test`.toLowerCase()
  await app.request(slug, 'POST', '/api/auth/invitations', {
    body: { email, name: 'New', role: 'rep' },
    token,
  })

  return mailedToken(app, email)
}

async function resetToken(context: MatrixContext, side: Side): Promise<string> {
  if (side === 'missing') {
    return missingToken()
  }
  const { app } = context
  const slug = slugOf(side)
  const email = `${randomText()}@example.test`.toLowerCase()
  await createMember({
    email,
    name: 'Real',
    password: PASSWORD,
    roleKey: 'rep',
    tenantId: app.tenantId(slug),
  })
  await app.sql('delete from sign_in_attempts')
  await app.request(slug, 'POST', '/api/auth/forgot-password', { body: { email } })
  await app.sql('delete from sign_in_attempts')

  return mailedToken(app, email)
}

async function mailedToken(app: TestApp, email: string): Promise<string> {
  for (const table of ['mails', 'account_mail_copies']) {
    const [row] = await app.sql(
      `select body_text from ${table} where to_address = $1 order by created_at desc limit 1`,
      [email],
    )
    const token = /token=([\w-]+)/.exec(String(row?.['body_text']))?.[1]
    if (token !== undefined) {
      return token
    }
  }
  throw new Error(`No mail with a token has gone to ${email}.`)
}

function missingToken(): string {
  return Buffer.from(randomText().repeat(3).slice(0, 32)).toString('base64url').slice(0, 43)
}

const nobody = (context: MatrixContext, method: string, path: string, request: AppRequest = {}) =>
  context.app.request('acme', method, path, request)

const form = (values: Record<string, string>): AppRequest => ({
  body: new URLSearchParams(values).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})

const tokenRows: MatrixRow[] = (
  [
    {
      ask: (context, token) =>
        nobody(context, 'POST', '/api/auth/accept-invitation', {
          body: { name: 'New', password: PASSWORD, token },
        }),
      route: 'POST /api/auth/accept-invitation',
      value: invitationToken,
    },
    {
      ask: (context, token) => nobody(context, 'GET', `/accept-invitation?token=${token}`),
      route: 'GET /accept-invitation',
      value: invitationToken,
    },
    {
      accepts: hasStatus(303),
      ask: (context, token) =>
        nobody(
          context,
          'POST',
          `/accept-invitation?token=${token}`,
          form({ name: 'New', password: PASSWORD, token }),
        ),
      route: 'POST /accept-invitation',
      value: invitationToken,
    },
    {
      ask: (context, token) =>
        nobody(context, 'POST', '/api/auth/reset-password', {
          body: { password: PASSWORD, token },
        }),
      route: 'POST /api/auth/reset-password',
      value: resetToken,
    },
    {
      accepts: hasStatus(303),
      ask: (context, token) =>
        nobody(
          context,
          'POST',
          `/reset-password?token=${token}`,
          form({ password: PASSWORD, token }),
        ),
      route: 'POST /reset-password',
      value: resetToken,
    },
  ] satisfies (Omit<MatrixRow, 'accepts' | 'name'> & Partial<Pick<MatrixRow, 'accepts'>>)[]
).map((row) => ({ accepts: hasStatus(200), ...row, name: `${row.route}: the token` }))

const switchRows: MatrixRow[] = [
  {
    accepts: hasStatus(200),
    ask: (context, code) => nobody(context, 'POST', '/api/auth/switch', { body: { code } }),
    name: 'POST /api/auth/switch: the code',
    route: 'POST /api/auth/switch',
    value: switchCode,
  },
  {
    accepts: hasStatus(303),
    ask: (context, code) => nobody(context, 'GET', `/api/auth/switch?code=${code}`),
    name: 'GET /api/auth/switch: the code',
    route: 'GET /api/auth/switch',
    value: switchCode,
  },
  {
    accepts: hasStatus(200),
    ask: (context, tenant) => context.ask('POST', '/api/auth/switch', { body: { tenant } }),
    name: 'POST /api/auth/switch: the tenant',
    route: 'POST /api/auth/switch',
    value: (_context, side) =>
      Promise.resolve({ foreign: 'northwind', missing: 'nosuchtenant', own: 'acme' }[side]),
  },
]

/** A code that opens acme (own) or northwind (foreign); it is always redeemed at acme. */
async function switchCode(context: MatrixContext, side: Side): Promise<string> {
  if (side === 'missing') {
    return missingToken()
  }
  const { app } = context
  const from = side === 'own' ? 'northwind' : 'acme'
  const { token } = await app.signIn(from, BOTH)
  const answer = await app.request(from, 'POST', '/api/auth/switch', {
    body: { tenant: slugOf(side) },
    token,
  })

  return new URL((answer.json as { url: string }).url).searchParams.get('code') ?? ''
}

const preferenceRows: MatrixRow[] = (['GET', 'DELETE'] as const).flatMap((method) =>
  (['northwind', 'acme'] as const).map((tenant) => ({
    accepts: (answer) => answer.status === 200 && answer.text.includes('matrix value'),
    ask: (context, key) => context.ask(method, `/api/payload-preferences/${key}`),
    name: `${method} /api/payload-preferences/:key: of somebody else in ${tenant}`,
    route: `${method} /api/payload-preferences/:key (payload)`,
    value: async (context, side) => {
      const key = `matrix-${randomText()}`
      if (side !== 'missing') {
        const at = side === 'own' ? 'acme' : tenant
        const email = at === 'acme' && side === 'foreign' ? 'rep@acme.test' : `admin@${at}.test`
        const { token } = await context.app.signIn(at, email)
        await context.app.request(at, 'POST', `/api/payload-preferences/${key}`, {
          body: { value: { text: 'matrix value' } },
          token,
        })
      }

      return key
    },
  })),
)
