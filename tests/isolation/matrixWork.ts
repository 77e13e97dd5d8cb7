import { createMember } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import type { MatrixContext, Side } from './matrixContext.ts'
import type { Fixtures } from './matrixFixtures.ts'
import {
  newApiKey,
  newBatch,
  newChallenge,
  newCompany,
  newRecipe,
  newUpload,
  ONLY_WORD,
} from './matrixFixtures.ts'
import type { MatrixRow } from './matrixRow.ts'
import { hasStatus } from './matrixRow.ts'
import { randomText } from './randomText.ts'

type Key = Exclude<keyof Fixtures, 'challenge'>

/** The rows of batches, jobs, exports, imports, files, rights and what stands beside signing in. */
export function workRows(): MatrixRow[] {
  return [
    ...searchRows,
    ...restoreRows,
    ...batchRows,
    ...exportRows,
    ...importRows,
    ...fileRows,
    ...rightsRows,
    ...identityRows,
    ...privacyRows,
  ]
}

/** The value that names what a side has of a kind. */
const of =
  (key: Key): MatrixRow['value'] =>
  (context, side) =>
    Promise.resolve(side === 'missing' ? newId() : context.fixtures[side][key])

/** A new one where it is an own one, because the row uses it up. */
const fresh =
  (key: Key, make: (ask: MatrixContext['ask']) => Promise<string>): MatrixRow['value'] =>
  (context, side) =>
    side === 'own' ? make(context.ask) : of(key)(context, side)

/** One row of a route with `:id` in its path. */
function byId(
  route: string,
  value: MatrixRow['value'],
  more: Partial<MatrixRow> & { body?: unknown } = {},
): MatrixRow {
  const [method = '', path = ''] = route.split(' ')
  const { body, ...rest } = more

  return {
    accepts: hasStatus(200, 202, 204),
    ask: (context, id) =>
      context.ask(method, path.replace(':id', id), body === undefined ? {} : { body }),
    name: `${route}: the id`,
    route,
    value,
    ...rest,
  }
}

const showsDocs = ({ json, status }: AppAnswer) =>
  status === 200 && ((json as { docs?: unknown[] }).docs ?? []).length > 0

const searchRows: MatrixRow[] = [
  {
    accepts: showsDocs,
    ask: (context, text) => context.ask('GET', `/api/search?q=${encodeURIComponent(text)}`),
    name: 'GET /api/search: the name of a company',
    route: 'GET /api/search',
    value: (_context, side) =>
      Promise.resolve(
        { foreign: ONLY_WORD['northwind'], missing: 'Mnorplik', own: ONLY_WORD['acme'] }[side] ??
          '',
      ),
  },
]

const restoreRows: MatrixRow[] = (['record', 'event'] as const).map((named) => ({
  accepts: hasStatus(200),
  ask: (context, id) => {
    const event = named === 'event' ? id : context.fixtures.own.event
    const record = named === 'record' ? id : context.fixtures.own.record

    return context.ask('POST', `/api/companies/${record}/history/${event}/restore`, {
      body: { fields: ['website'] },
    })
  },
  name: `POST /api/:slug/:id/history/:eventId/restore: the ${named}`,
  route: 'POST /api/:slug/:id/history/:eventId/restore',
  value: of(named),
}))

const batchRows: MatrixRow[] = [
  byId(
    'POST /api/batches/:id/undo',
    fresh('batch', async (ask) => newBatch(ask, await newCompany(ask, 'a batch'))),
    { body: {} },
  ),
  byId('GET /api/jobs/:id', of('job')),
  byId('GET /api/jobs/:id/results', of('job')),
  byId('POST /api/jobs/:id/cancel', of('job')),
]

const exportRows: MatrixRow[] = [
  byId('GET /api/exports/:id', of('export')),
  byId('GET /api/exports/:id/file', of('export')),
  byId('POST /api/exports/:id/cancel', of('export')),
]

const importRows: MatrixRow[] = [
  byId('GET /api/imports/:id', of('import')),
  byId('GET /api/imports/:id/preview', of('upload')),
  byId('GET /api/imports/:id/differences', of('import')),
  byId('GET /api/imports/:id/errors', of('import')),
  byId('POST /api/imports/:id/plan', fresh('upload', newUpload), { body: {} }),
  {
    accepts: hasStatus(200),
    ask: async (context, recipe) =>
      context.ask('POST', `/api/imports/${await newUpload(context.ask)}/plan`, {
        body: { recipe },
      }),
    name: 'POST /api/imports/:id/plan: the recipe',
    route: 'POST /api/imports/:id/plan',
    value: of('recipe'),
  },
  byId('POST /api/imports/:id/dry-run', fresh('upload', newUpload)),
  byId('POST /api/imports/:id/start', fresh('upload', newUpload)),
  byId('POST /api/imports/:id/cancel', fresh('upload', newUpload)),
  byId('DELETE /api/import-recipes/:id', fresh('recipe', newRecipe)),
]

const fileRows: MatrixRow[] = [
  {
    accepts: hasStatus(201),
    ask: (context, record) => {
      const query = new URLSearchParams({ collection: 'companies', name: 'a.txt', record })

      return context.ask('POST', `/api/attachments/upload?${query.toString()}`, {
        body: 'text',
        headers: { 'content-type': 'application/octet-stream' },
      })
    },
    name: 'POST /api/attachments/upload: the record',
    route: 'POST /api/attachments/upload',
    value: of('record'),
  },
  byId('GET /api/attachments/:id/file', of('attachment')),
  byId('GET /api/attachments/:id/thumbnail', of('attachment')),
  byId('GET /api/attachments/:id/link', of('attachment')),
  {
    accepts: hasStatus(200),
    ask: (context, link) => context.app.request('acme', 'GET', link),
    name: 'GET /files/:token: the token',
    route: 'GET /files/:token',
    value: (context, side) =>
      Promise.resolve(
        side === 'missing'
          ? `/files/${Buffer.from(context.fixtures.own.link.slice(8)).toString('base64url')}`
          : context.fixtures[side].link,
      ),
  },
]

const rightsRows: MatrixRow[] = [
  ...(['user', 'id'] as const).map((named) => ({
    accepts: hasStatus(200),
    ask: async (context: MatrixContext, value: string) => {
      const own = {
        collection: 'companies',
        id: context.fixtures.own.record,
        user: await context.idOf('own', 'users'),
      }
      const query = new URLSearchParams({ ...own, [named]: value })

      return context.ask('GET', `/api/rights/why?${query.toString()}`)
    },
    name: `GET /api/rights/why: the ${named === 'id' ? 'record' : named}`,
    route: 'GET /api/rights/why',
    value: (context: MatrixContext, side: Side) =>
      named === 'user' ? context.idOf(side, 'users') : of('record')(context, side),
  })),
  {
    accepts: hasStatus(200),
    ask: (context, role) =>
      context.ask('POST', '/api/rights/preview', {
        body: { permissions: { actions: [], collections: {} }, role },
      }),
    name: 'POST /api/rights/preview: the role',
    route: 'POST /api/rights/preview',
    value: (context, side) => context.idOf(side, 'roles'),
  },
]

const recoveryCodes = new Map<string, string>()

const identityRows: MatrixRow[] = [
  byId('DELETE /api/auth/api-keys/:id', fresh('apiKey', newApiKey)),
  ...(['role', 'owner'] as const).map((named): MatrixRow => ({
    accepts: hasStatus(201),
    ask: (context, value) =>
      context.ask('POST', '/api/auth/api-keys', {
        body: { name: 'Matrix', role: 'viewer', [named]: value },
      }),
    name: `POST /api/auth/api-keys: the ${named}`,
    route: 'POST /api/auth/api-keys',
    value: async (context, side) => {
      if (named === 'role' || side === 'missing') {
        return context.idOf(side, 'roles')
      }
      const slug = side === 'own' ? 'acme' : 'northwind'

      return (await context.app.signIn(slug, `admin@${slug}.test`)).userId
    },
  })),
  byId('POST /api/auth/users/:id/second-factor-reset', async (context, side) => {
    if (side === 'missing') {
      return newId()
    }
    if (side === 'foreign') {
      return (await context.app.signIn('northwind', 'admin@northwind.test')).userId
    }
    const { accountId, userId } = await createMember({
      email: `factor.${newId()}@acme.test`,
      name: 'Factor',
      password: 'correct horse battery',
      roleKey: 'viewer',
      tenantId: context.app.tenantId('acme'),
    })
    await context.app.sql(
      `insert into second_factors (account_id, secret, confirmed_at) values ($1, 'sealed', now())`,
      [accountId],
    )

    return userId
  }),
  byId('POST /api/auth/users/:id/sign-out', async (context, side) => {
    if (side === 'missing') {
      return newId()
    }
    const own = context.app.signIn('acme', 'viewer@acme.test')

    return (await (side === 'own' ? own : context.app.signIn('northwind', 'admin@northwind.test')))
      .userId
  }),
  ...(['/api/auth/second-factor', '/second-factor'] as const).map((path): MatrixRow => ({
    accepts: hasStatus(path === '/second-factor' ? 303 : 200),
    ask: async (context, challenge) => {
      const code = recoveryCodes.get(challenge) ?? context.fixtures.foreign.challenge.code
      await context.app.sql('delete from sign_in_attempts')
      const body = { challenge, code }
      const form = {
        body: new URLSearchParams(body).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }

      return context.app.request('acme', 'POST', path, path === '/second-factor' ? form : { body })
    },
    name: `POST ${path}: the challenge`,
    route: `POST ${path}`,
    value: async (context, side) => {
      if (side !== 'own') {
        return side === 'foreign'
          ? context.fixtures.foreign.challenge.challenge
          : randomText().repeat(4).slice(0, 43)
      }
      const { challenge, code } = await newChallenge(context.app, 'acme')
      recoveryCodes.set(challenge, code)

      return challenge
    },
  })),
]

const newContact: MatrixRow['value'] = async (context, side) => {
  if (side !== 'own') {
    return context.idOf(side, 'contacts')
  }
  const answer = await context.ask('POST', '/api/contacts', { body: { lastName: 'Mnorplik' } })

  return (answer.json as { doc: { id: string } }).doc.id
}

const privacyRows: MatrixRow[] = [
  byId('GET /api/:slug/:id/personal-data', newContact, {
    ask: (context, id) => context.ask('GET', `/api/contacts/${id}/personal-data`),
  }),
  byId('POST /api/:slug/:id/erase', newContact, {
    ask: (context, id) =>
      context.ask('POST', `/api/contacts/${id}/erase`, {
        body: { name: 'Mnorplik', reason: 'They asked for it.' },
      }),
  }),
]
