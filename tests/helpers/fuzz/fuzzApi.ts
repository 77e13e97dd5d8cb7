import type { Random } from '../../../src/main/demo/random.ts'
import { createRandom } from '../../../src/main/demo/random.ts'
import type { AppAnswer, TestApp } from '../testApp.ts'
import { faultOf } from './faultOf.ts'
import { fieldsOf } from './fieldsOf.ts'
import { learnIds } from './learnIds.ts'
import { makeRequest } from './makeRequest.ts'
import type { ApiDocument, FuzzReport, Sender, World } from './types.ts'

const AT_ONCE = 16
const MOST_FAULTS = 20
const PEOPLE = ['admin', 'manager', 'rep', 'viewer'] as const

/** Slow on purpose, long, or waiting for other machines: a few of them do. */
const SLOW = /login|startTenant|providers\.create|domains\.verify|erase$/
const SHARE_OF_SLOW = 0.1

/**
 * Sends requests made from each person's own description of the API, whole and broken ones, and holds
 * every answer against it: no fault of the server, no status or body that the description does not
 * know, no id of the other tenant.
 */
export async function fuzzApi(
  app: TestApp,
  options: { requests: number; seed: string },
): Promise<FuzzReport> {
  const random = createRandom(options.seed)
  const others = await idsOf(app, 'northwind')
  const foreign = new Set([app.tenantId('northwind'), ...[...others.values()].flat()])
  const world: World = {
    events: new Map(),
    foreign: [...foreign],
    own: await idsOf(app, 'acme'),
  }
  const senders = await Promise.all(PEOPLE.map((person) => senderOf(app, `${person}@acme.test`)))
  const operations = senders.flatMap(({ targets }) =>
    targets.map(({ method, path }) => `${method} ${path}`),
  )
  const report: FuzzReport = {
    byStatus: {},
    faults: [],
    neverRight: [],
    operations: new Set(operations).size,
    requests: 0,
    seed: options.seed,
  }
  const right = new Set<string>()
  // One fault of an operation is enough to see; the others must have their turn.
  const wrong = new Set<string>()
  const send = async (): Promise<void> => {
    const sender = random.pick(senders)
    const target = pickTarget(random, sender)
    const request = makeRequest({ ...sender, random, world }, target)
    const answer = await app.request('acme', target.method, request.path, {
      ...request.options,
      token: sender.token,
    })
    report.byStatus[answer.status] = (report.byStatus[answer.status] ?? 0) + 1
    if (answer.status < 300) {
      right.add(`${target.method} ${target.path}`)
      learnIds(world, target, request, answer)
    }
    const fault = faultOf(answer, { foreign, request, sender, target })
    const place = `${target.method} ${target.path} ${answer.status}`
    if (fault !== undefined && !wrong.has(place)) {
      wrong.add(place)
      const body = JSON.stringify(request.options.body ?? '').slice(0, 300)
      report.faults.push(
        `${sender.email} ${target.method} ${request.path.slice(0, 300)} ${body}: ${fault}${causeOf(app, answer)}`,
      )
    }
  }
  const run = async (): Promise<void> => {
    while (report.requests < options.requests && report.faults.length < MOST_FAULTS) {
      report.requests += 1
      await send()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))

  return {
    ...report,
    neverRight: [...new Set(operations)].filter((operation) => !right.has(operation)),
  }
}

function pickTarget(random: Random, { targets }: Sender): Sender['targets'][number] {
  const target = random.pick(targets)
  const isSlow = SLOW.test(target.operation.operationId)

  return isSlow && !random.chance(SHARE_OF_SLOW)
    ? pickTarget(random, { targets } as Sender)
    : target
}

/** What the log says of a failed request. */
function causeOf(app: TestApp, { headers, status }: AppAnswer): string {
  const id = headers['x-correlation-id']
  const line = app.logs().find((one) => one['correlationId'] === id && one['err'] !== undefined)

  return status < 500 ? '' : ` because of ${JSON.stringify(line?.['err']).slice(0, 1500)}`
}

async function senderOf(app: TestApp, email: string): Promise<Sender> {
  const { token } = await app.signIn('acme', email)
  const answer = await app.request('acme', 'GET', '/api/openapi.json', { token })
  if (answer.status !== 200) {
    throw new Error(`${email} got no description: ${answer.text}`)
  }
  const document = answer.json as ApiDocument
  const targets = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      operation,
      path,
    })),
  )

  return { document, email, fields: fieldsOf(document), targets, token, validators: new Map() }
}

/** The ids of a tenant's rows by the slug of their collection; tables without one come under their name. */
async function idsOf(app: TestApp, slug: string): Promise<Map<string, string[]>> {
  const tables = await app.sql(
    `select c.table_name as name from information_schema.columns c
      where c.table_schema = 'public' and c.column_name = 'id' and c.data_type = 'uuid'
        and exists (select 1 from information_schema.columns t where t.table_schema = 'public'
          and t.table_name = c.table_name and t.column_name = 'tenant_id')`,
  )
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const text = `select id from "${String(name)}" where tenant_id = $1`
      const rows = await app.sql(text, [app.tenantId(slug)])

      return [String(name).replaceAll('_', '-'), rows.map(({ id }) => String(id))] as const
    }),
  )

  return new Map(found.filter(([, ids]) => ids.length > 0))
}
