import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { listHandlers, listRoutes } from '../../src/server/index.ts'
import type { AppAnswer } from '../helpers/testApp.ts'
import { testApp, testProduct } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { addMemberOfBoth, authRows } from './matrixAuth.ts'
import type { MatrixContext } from './matrixContext.ts'
import { matrixContext } from './matrixContext.ts'
import { recordRows } from './matrixRows.ts'

/** Routes with no place for the id of a tenant's row, and why. */
const WITHOUT_IDS: Readonly<Record<string, string>> = {
  'DELETE /api/payload-preferences/:key (payload)': 'rows of its own',
  'GET /api/access (payload)': 'tells the rights of the person alone',
  'GET /api/auth/mails': 'lists the own mails',
  'GET /api/auth/me': 'the person alone',
  'GET /api/auth/sessions': 'lists the own sessions',
  'GET /api/auth/tenants': 'lists the own memberships',
  'GET /api/modules': 'modules are the same everywhere',
  'GET /api/users/me (payload)': 'the person alone',
  'GET /forgot-password': 'a page without data',
  'GET /health': 'names nothing',
  'GET /login': 'a page without data',
  'GET /logout': 'a page without data',
  'GET /ready': 'names nothing',
  'GET /reset-password': 'a page that shows its token to nobody but its bearer',
  'PATCH /api/modules/:id': 'modules are the same everywhere',
  'POST /api/:slug/access (payload)': 'tells the rights of the person alone',
  'POST /api/auth/forgot-password': 'answers the same for every address',
  'POST /api/auth/login': 'names no record',
  'POST /api/auth/logout': 'ends the own session',
  'POST /api/payload-preferences/:key (payload)': 'writes the own row of that key',
  'POST /forgot-password': 'answers the same for every address',
  'POST /login': 'names no record',
  'POST /logout': 'ends the own session',
}

/** What answers without a route of the table; a new handler must be looked at. */
const HANDLERS = [
  'correlateRequest',
  'secureHeaders',
  'requireSameOrigin',
  'findHost',
  'enterHost',
  'payloadRest',
  'refuseUnknown',
  'answerInShape',
]

const rows = [...recordRows(testProduct().crm.collections.map(modelOf)), ...authRows()]

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
  let before: string

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    await addMemberOfBoth(app)
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

  it('has not changed a row of the foreign tenant', async () => {
    expect(await foreignRows(app)).toBe(before)
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

/** A fingerprint of everything northwind holds. */
async function foreignRows(app: TestApp): Promise<string> {
  // Signing in, inviting and preferences of northwind's own people belong to the rows themselves.
  const own = new Set([
    ...['account_tokens', 'jobs', 'mails', 'payload_preferences', 'sessions', 'sign_in_attempts'],
  ])
  const marks: string[] = []
  for (const table of (await tenantTables(app)).filter((name) => !own.has(name))) {
    const [row] = await app.sql(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark
        from ${table} t where tenant_id = $1 ${table === 'users' ? "and email is distinct from '' and status <> 'invited' and name <> 'Real'" : ''}`,
      [app.tenantId('northwind')],
    )
    marks.push(`${table} ${String(row?.['mark'])}`)
  }

  return marks.join('\n')
}
