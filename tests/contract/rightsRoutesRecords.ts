import { stringify } from 'qs-esm'

import { formOf } from '../helpers/formOf.ts'
import { done } from './rightsRoutesPeople.ts'
import type { Here, Try } from './rightsRoutesTry.ts'
import { plain, unique } from './rightsRoutesTry.ts'

const at = (route: string, ask: Try['ask'], name?: string): Try => ({
  ask,
  route,
  ...(name === undefined ? {} : { name }),
})

const ownersOf = (here: Here) => ({
  'of others': undefined,
  'of the team': here.mate,
  own: here.person.userId,
})

const OWNERS = ['own', 'of the team', 'of others'] as const

/** The same attempt on a company of each owner. */
function perOwner(route: string, ask: (here: Here, id: string) => ReturnType<Try['ask']>): Try[] {
  return OWNERS.map((name) =>
    at(route, async (here) => ask(here, await here.company(ownersOf(here)[name])), name),
  )
}

const byWhere = (id: string) => stringify({ where: { id: { equals: id } } })

const reading: Try[] = [
  ...['companies', 'users', 'user-roles', 'exchange-rates'].map((slug) => ({
    ...plain(`GET /api/:slug`),
    ask: ({ ask }: Here) => ask('GET', `/api/${slug}?limit=1`),
    name: slug,
  })),
  ...['industry', 'revenue'].map((field) =>
    at(
      'GET /api/:slug',
      ({ ask }) => ask('GET', `/api/companies?where[${field}][exists]=true`),
      `where ${field}`,
    ),
  ),
  at('GET /api/:slug/count', ({ ask }) => ask('GET', '/api/companies/count')),
  at(
    'GET /api/:slug/summary',
    ({ ask }) => ask('GET', '/api/companies/summary?by=industry'),
    'by industry',
  ),
  at('GET /api/:slug/summary', ({ ask }) => ask('GET', '/api/companies/summary?by=name')),
  at('GET /api/:slug/:id', async (here) =>
    here.ask('GET', `/api/companies/${await here.company()}`),
  ),
  at('GET /api/:slug/:id/history', async (here) =>
    here.ask('GET', `/api/companies/${await here.company()}/history`),
  ),
  at('GET /api/search', async (here) => {
    const id = await here.company()
    const { name } = await done<{ name: string }>(here.admin('GET', `/api/companies/${id}`))

    return here.ask('GET', `/api/search?q=${name.split(' ')[1] ?? ''}`)
  }),
  at('GET /api/:slug (payload)', ({ ask }) => ask('GET', '/api/companies?depth=1&limit=3')),
  at('GET /api/:slug/:id (payload)', async (here) =>
    here.ask('GET', `/api/companies/${await here.company()}?depth=1`),
  ),
  at('POST /api/:slug/:id (payload)', async (here) =>
    here.ask('POST', `/api/companies/${await here.company()}`, {
      headers: { 'x-payload-http-method-override': 'GET' },
    }),
  ),
  at('GET /api/access (payload)', ({ ask }) => ask('GET', '/api/access')),
  at('GET /api/users/me (payload)', ({ ask }) => ask('GET', '/api/users/me')),
  at('POST /api/:slug/access (payload)', ({ ask }) =>
    ask('POST', '/api/companies/access', { body: {} }),
  ),
  at('POST /api/:slug/access/:id (payload)', async (here) =>
    here.ask('POST', `/api/companies/access/${await here.company()}`, { body: {} }),
  ),
]

const bodies: readonly (readonly [string, string, (here: Here) => Promise<object> | object])[] = [
  ['a company', 'companies', () => ({ name: unique() })],
  ['a company with a revenue', 'companies', () => ({ name: unique(), revenue: 5 })],
  ['a company with a description', 'companies', () => ({ description: 'x', name: unique() })],
  [
    'a role',
    'roles',
    () => ({ name: { en: unique() }, permissions: { actions: [], collections: {} } }),
  ],
  ['a team', 'teams', () => ({ name: unique() })],
  ['a user', 'users', () => ({ name: unique() })],
  [
    'a rate',
    'exchange-rates',
    () => ({
      currency: 'CHF',
      date: new Date(Date.UTC(1990, 0, 1) + Math.floor(Math.random() * 9000) * 86_400_000)
        .toISOString()
        .slice(0, 10),
      rate: 92_500_000,
    }),
  ],
]

const creating: Try[] = bodies.flatMap(([name, slug, body]) => [
  at(
    'POST /api/:slug',
    async (here) => here.ask('POST', `/api/${slug}`, { body: await body(here) }),
    name,
  ),
])

const WRITES: readonly (readonly [string, Record<string, unknown>])[] = [
  ['industry', { industry: 'x' }],
  ['description', { description: 'x' }],
]

const changing: Try[] = [
  ...perOwner('PATCH /api/:slug/:id', ({ ask }, id) =>
    ask('PATCH', `/api/companies/${id}`, { body: { phone: '+49 30 1' } }),
  ),
  ...WRITES.map(([name, body]) =>
    at(
      'PATCH /api/:slug/:id',
      async (here) =>
        here.ask('PATCH', `/api/companies/${await here.company(here.person.userId)}`, { body }),
      `own, ${name}`,
    ),
  ),
  ...perOwner('DELETE /api/:slug/:id', ({ ask }, id) => ask('DELETE', `/api/companies/${id}`)),
  at(
    'DELETE /api/:slug/:id',
    async (here) => {
      const id = await here.company()
      await done(here.admin('DELETE', `/api/companies/${id}`))

      return here.ask('DELETE', `/api/companies/${id}?trash=true`)
    },
    'for good',
  ),
  ...perOwner('PATCH /api/:slug', ({ ask }, id) =>
    ask('PATCH', `/api/companies?${byWhere(id)}`, { body: { phone: '+49 30 1' } }),
  ),
  ...perOwner('DELETE /api/:slug', ({ ask }, id) => ask('DELETE', `/api/companies?${byWhere(id)}`)),
  ...perOwner('POST /api/:slug/bulk', ({ ask }, id) =>
    ask('POST', '/api/companies/bulk', {
      body: { data: { phone: '+49 30 1' }, ids: [id], op: 'update' },
    }),
  ),
  ...perOwner('POST /api/:slug/:id/history/:eventId/restore', async ({ admin, ask }, id) => {
    await done(admin('PATCH', `/api/companies/${id}`, { body: { website: 'https://one.test' } }))
    await done(admin('PATCH', `/api/companies/${id}`, { body: { website: 'https://two.test' } }))
    const { docs } = await done<{ docs: { id: string }[] }>(
      admin('GET', `/api/companies/${id}/history`),
    )

    return ask('POST', `/api/companies/${id}/history/${docs[0]?.id ?? ''}/restore`, {
      body: { fields: ['website'] },
    })
  }),
  at('POST /api/:slug (payload)', ({ ask }) =>
    ask('POST', '/api/companies', formOf({ name: unique() })),
  ),
  ...perOwner('PATCH /api/:slug/:id (payload)', ({ ask }, id) =>
    ask('PATCH', `/api/companies/${id}`, formOf({ phone: '+49 30 1' })),
  ),
  at('POST /api/:slug/:id/duplicate (payload)', async (here) =>
    here.ask('POST', `/api/companies/${await here.company()}/duplicate`, { body: {} }),
  ),
]

const people: Try[] = [
  at('GET /api/:slug/:id/personal-data', async (here) =>
    here.ask('GET', `/api/contacts/${await contact(here)}/personal-data`),
  ),
  at('POST /api/:slug/:id/erase', async (here) =>
    here.ask('POST', `/api/contacts/${await contact(here)}/erase`, {
      body: { name: 'Mnorplik', reason: 'They asked for it.' },
    }),
  ),
]

async function contact({ admin }: Here): Promise<string> {
  const body = { lastName: 'Mnorplik' }

  return (await done<{ doc: { id: string } }>(admin('POST', '/api/contacts', { body }))).doc.id
}

/** Attempts on the routes over records. */
export const recordTries: readonly Try[] = [...reading, ...creating, ...changing, ...people]
