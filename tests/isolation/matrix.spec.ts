import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { screens } from '../../src/screens/index.ts'
import { listHandlers, listRoutes } from '../../src/server/index.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import { testApp, testProduct } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { addMemberOfBoth, authRows, keepAccountMails } from './matrixAuth.ts'
import type { MatrixContext } from './matrixContext.ts'
import { matrixContext } from './matrixContext.ts'
import { reachRows } from './matrixReach.ts'
import { recordRows } from './matrixRows.ts'
import { screenRows, SCREENS_WITHOUT_IDS } from './matrixScreens.ts'
import { workRows } from './matrixWork.ts'

/** Routes with no place for the id of a tenant's row, and why. */
const WITHOUT_IDS: Readonly<Record<string, string>> = {
  'DELETE /api/payload-preferences/:key (payload)': 'rows of its own',
  'GET /account/second-factor': 'a page about the person alone',
  'GET /api/access (payload)': 'tells the rights of the person alone',
  'GET /api/audit': 'lists what happened in the tenant; its cursor has a test of its own',
  'GET /api/auth/api-keys': 'lists the own keys, or those of the tenant',
  'GET /api/auth/mails': 'lists the own mails',
  'GET /api/auth/me': 'the person alone',
  'GET /api/auth/policy': 'the policy of the tenant',
  'GET /api/auth/providers': 'lists those of the tenant',
  'GET /api/auth/second-factor': 'the person alone',
  'GET /api/auth/sessions': 'lists the own sessions',
  'GET /api/auth/support-sessions': 'lists those of the tenant',
  'GET /api/auth/tenants': 'lists the own memberships',
  'DELETE /api/company/logo': 'the logo of the tenant',
  'GET /api/batches': 'lists those of the tenant; its cursor has a test of its own',
  'GET /api/company/logo': 'the logo of the tenant',
  'GET /api/domains': 'lists those of the tenant',
  'GET /api/exports': 'lists those of the tenant',
  'GET /api/import-recipes': 'lists those of the tenant',
  'GET /api/imports': 'lists those of the tenant',
  'GET /api/modules': 'modules are the same everywhere',
  'GET /api/openapi.json': 'describes what the person may do',
  'GET /api/privacy/erasures': 'lists those of the tenant',
  'GET /api/privacy/retention': 'counts what the tenant holds',
  'GET /api/settings': 'the settings of the tenant',
  'GET /api/stream':
    'tells ids of the own tenant alone; tests/contract/stream.spec.ts has two tenants',
  'GET /api/stream/worker.js': 'a script without data',
  'GET /api/usage': 'what the tenant uses',
  'GET /api/users/me (payload)': 'the person alone',
  'GET /auth/oidc/:id/callback':
    'answers the same for any provider without the ticket of a sign-in begun here',
  'GET /forgot-password': 'a page without data',
  'GET /health': 'names nothing',
  'GET /login': 'a page without data',
  'GET /logout': 'a page without data',
  'GET /metrics': 'names nothing',
  'GET /ready': 'names nothing',
  'GET /reset-password': 'a page that shows its token to nobody but its bearer',
  'GET /second-factor': 'a page without data',
  'PATCH /api/auth/policy': 'the policy of the tenant',
  'PATCH /api/company': 'the own tenant',
  'PATCH /api/modules/:id': 'modules are the same everywhere',
  'PATCH /api/settings': 'the settings of the tenant',
  'POST /account/second-factor': 'the person alone',
  'POST /api/:slug/access (payload)': 'tells the rights of the person alone',
  'POST /api/auth/forgot-password': 'answers the same for every address',
  'POST /api/auth/login': 'names no record',
  'POST /api/auth/logout': 'ends the own session',
  'POST /api/auth/providers':
    'its role has the check of the other bodies, behind a provider that answers',
  'POST /api/auth/second-factor/confirmation': 'the person alone',
  'POST /api/auth/second-factor/enrolment': 'the person alone',
  'POST /api/auth/second-factor/removal': 'the person alone',
  'POST /api/domains': 'a claim answers the same whoever else has claimed the host',
  'POST /api/exports': 'names a collection, no record; conditions are those of the lists',
  'POST /api/exports/tenant': 'the whole own tenant',
  'POST /api/imports': 'names a collection, no record',
  'POST /api/payload-preferences/:key (payload)': 'writes the own row of that key',
  'POST /api/start/demo': 'fills the own tenant',
  'POST /forgot-password': 'answers the same for every address',
  'POST /login': 'names no record',
  'POST /logout': 'ends the own session',
  'PUT /api/company/logo': 'the logo of the tenant',
}

/** What answers without a route of the table; a new handler must be looked at. */
const HANDLERS = [
  'correlateRequest',
  'measureRequest',
  'secureHeaders',
  'requireSameOrigin',
  'findHost',
  'limitTenantRequests',
  'enterHost',
  'limitKeyRequests',
  'noteReads',
  'payloadRest',
  'refuseUnknown',
  'answerInShape',
]

const models = testProduct().crm.collections.map(modelOf)

const rows = [
  ...recordRows(models),
  ...screenRows(models),
  ...authRows(),
  ...workRows(),
  ...reachRows(),
]

function modelOf({ slug }: { slug: string }) {
  const model = testProduct().models.find((one) => one.slug === slug)
  if (model === undefined) {
    throw new Error(`"${slug}" has no model.`)
  }

  return model
}

describe('the two-tenant matrix', () => {
  let app: TestApp
  let context: MatrixContext
  let before: Record<string, string>

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    await addMemberOfBoth(app)
    await keepAccountMails(app)
    context = await matrixContext(app)
    before = await foreignRows(app)
  })
  afterAll(async () => {
    await app.close()
  })

  it('has a row or a reason for every route of the tenants', () => {
    const routes = listRoutes(app.server.app, app.server.platform)
      .filter((route) => route.host !== 'platform')
      .map((route) => `${route.method} ${route.path}`)
    const covered = new Set([...rows.map((row) => row.route), ...Object.keys(WITHOUT_IDS)])

    expect(routes.filter((route) => !covered.has(route))).toEqual([])
    expect([...covered].filter((route) => !routes.includes(route))).toEqual([])
    expect(listHandlers(app.server.app)).toEqual(HANDLERS)
  })

  it('has a row or a reason for every screen', () => {
    const named = rows.flatMap(
      ({ name }) => /^GET \/api\/screens\/:name of ([\w-]+):/.exec(name)?.[1] ?? [],
    )
    const covered = new Set([...named, ...Object.keys(SCREENS_WITHOUT_IDS)])

    expect([...covered].toSorted()).toEqual([...screens.keys()].toSorted())
  })

  it('knows every tenant table, so that none is left out of the comparison', async () => {
    const tables = await tenantTables(app)

    expect(tables.length).toBeGreaterThan(15)
  })

  it.each(rows)('$name', async (row) => {
    const answers: Record<string, string> = {}
    for (const side of ['foreign', 'missing'] as const) {
      const value = await row.value(context, side)
      const answer = await row.ask(context, value)
      answers[side] = withoutIds(answer, value)

      expect(answer.status).toBeLessThan(500)
      expect(row.accepts(answer) && `${side} ${answer.text}`).toBe(false)
      expect(leaks(context, answer, value)).toEqual([])
    }
    const own = await row.ask(context, await row.value(context, 'own'))

    expect(answers['foreign']).toBe(answers['missing'])
    expect(row.accepts(own) || `${own.status} ${own.text}`).toBe(true)
  })

  const newestEntry = async () => {
    const [row] = await app.sql(
      'select id from audit_entries where tenant_id = $1 order by id desc limit 1',
      [app.tenantId('northwind')],
    )

    return String(row?.['id'])
  }

  it.each(['GET /api/:slug', 'GET /api/:slug/:id/history', 'GET /api/audit', 'GET /api/batches'])(
    'shows nothing foreign behind a foreign cursor of %s',
    async (route) => {
      const foreign = await app.signIn('northwind', 'admin@northwind.test')
      const list = async (slug: string) =>
        (
          await app.request('northwind', 'GET', `/api/${slug}?limit=1&sort=id`, {
            token: foreign.token,
          })
        ).json as { nextCursor?: null | string }
      const paths: string[] = []
      if (route === 'GET /api/:slug') {
        for (const { slug } of testProduct().crm.collections) {
          const { nextCursor } = await list(slug)
          paths.push(
            ...((nextCursor ?? null) === null
              ? []
              : ['after', 'before'].map(
                  (side) => `/api/${slug}?limit=3&sort=id&${side}=${nextCursor ?? ''}`,
                )),
          )
        }
      } else {
        const { own, foreign: theirs } = context.fixtures
        paths.push(
          {
            'GET /api/audit': `/api/audit?after=${await newestEntry()}`,
            'GET /api/batches': `/api/batches?after=${theirs.batch}`,
          }[route] ?? `/api/companies/${own.record}/history?after=${theirs.event}`,
        )
      }
      expect(paths.length).toBeGreaterThan(route === 'GET /api/:slug' ? 10 : 0)
      for (const path of paths) {
        const answer = await context.ask('GET', path)

        expect([path, answer.status]).toEqual([path, 200])
        expect(leaks(context, answer, '')).toEqual([])
      }
    },
  )

  it('has not changed a row of the foreign tenant', async () => {
    expect(await foreignRows(app)).toEqual(before)
  })

  it('has rows by the hundred', () => {
    expect(rows.length).toBeGreaterThan(400)
  })
})

/** Ids of northwind's rows in an answer, apart from the one that was asked for. */
function leaks(context: MatrixContext, answer: AppAnswer, value: string): string[] {
  const found = answer.text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? []

  return found.filter((id) => id !== value && context.foreignIds.has(id))
}

/** Status and body without what differs between any two requests. */
function withoutIds({ status, text }: AppAnswer, value: string): string {
  return `${status} ${text}`
    .replaceAll(value, '<value>')
    .replaceAll(encodeURIComponent(value), '<value>')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '<id>')
    .replaceAll(/sample-\d+|Sample \d+/g, '<sample>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)/g, '<time>')
}

async function tenantTables(app: TestApp): Promise<string[]> {
  const rows = await app.sql(
    `select c.table_name as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
      order by 1`,
  )

  return rows.map((row) => String(row['name']))
}

// The rows themselves sign people of northwind in, invite and add some: their own traces are left out.
const ADDED = "(status = 'invited' or name = 'Real')"
const OWN_TRACES: Readonly<Record<string, string>> = {
  audit_entries: `kind not like 'sign-in.%' and not (kind = 'rights.changed'
    and subject in (select id::text from users where tenant_id = $1 and ${ADDED}))`,
  domain_events: `not (collection = 'users' and record_id in
    (select id from users where tenant_id = $1 and ${ADDED}))`,
  users: `not ${ADDED}`,
}
const OWN_TABLES = new Set([
  ...['account_tokens', 'mails', 'payload_preferences', 'sessions', 'sign_in_attempts'],
  // Counts the requests of its own people.
  'usage_days',
])

/** A fingerprint of everything northwind holds, by table. */
async function foreignRows(app: TestApp): Promise<Record<string, string>> {
  const marks: Record<string, string> = {}
  for (const table of (await tenantTables(app)).filter((name) => !OWN_TABLES.has(name))) {
    const [row] = await app.sql(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark
        from ${table} t where tenant_id = $1 and ${OWN_TRACES[table] ?? 'true'}`,
      [app.tenantId('northwind')],
    )
    marks[table] = String(row?.['mark'])
  }

  return marks
}
