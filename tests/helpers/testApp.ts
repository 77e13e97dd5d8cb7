import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { DEMO_PASSWORD } from '../../src/identity/index.ts'
import { readConfig } from '../../src/kernel/config/index.ts'
import type { LogLevel } from '../../src/kernel/config/index.ts'
import { useDatabase } from '../../src/kernel/db/index.ts'
import type { Row } from '../../src/kernel/db/index.ts'
import { createLog, useLog } from '../../src/kernel/log/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import { seedDemoTenants } from '../../src/main/demo/seedDemoTenants.ts'
import { compileProduct } from '../../src/main/product.ts'
import type { Product } from '../../src/main/product.ts'
import { startServer } from '../../src/main/server.ts'
import type { RunningServer } from '../../src/main/server.ts'
import { allTables } from '../../src/main/tables.ts'
import { crm } from '../../src/main/tenon.config.ts'
import { formatContextKeys } from '../../src/tenancy/contextKeys.ts'
import { freshDatabase, testKeys } from './freshDatabase.ts'
import type { FreshDatabase } from './freshDatabase.ts'

/** What a test asks of a tenant's host. */
export type AppRequest = {
  /** Sent as JSON; a text or a buffer goes out as it stands. */
  body?: unknown
  /** The value of the cookie header. */
  cookie?: string
  headers?: Record<string, string>
  /** Sent as `Authorization: Bearer`. */
  token?: string
}

/** What the server answered. */
export type AppAnswer = {
  headers: IncomingHttpHeaders
  /** The body as JSON, or undefined where it is none. */
  json: unknown
  status: number
  text: string
}

/** The whole product on a database of its own, without the admin's screens. */
export type TestApp = {
  close: () => Promise<void>
  /** Where the server keeps files. */
  dataDir: string
  fresh: FreshDatabase
  /** Runs work inside a tenant of this process, as `userId` or as nobody. */
  inTenant: <T>(slug: string, work: () => Promise<T>, userId?: string) => Promise<T>
  /** Every line of the log so far. */
  logs: () => Record<string, unknown>[]
  origin: (slug: string) => string
  port: number
  product: Product
  /** Asks `host` (a slug, or a whole host with a dot or `localhost`) over a connection of its own kind. */
  request: (host: string, method: string, path: string, request?: AppRequest) => Promise<AppAnswer>
  /** A session of a demo person; the same token for the same person unless `fresh` is true. */
  signIn: (
    slug: string,
    email: string,
    options?: { fresh?: boolean; password?: string },
  ) => Promise<{ cookie: string; token: string; userId: string }>
  /** The running server itself. */
  server: RunningServer
  /** Runs one statement as superuser, past row-level security. */
  sql: (text: string, values?: readonly unknown[]) => Promise<Row[]>
  tenantId: (slug: string) => string
}

/** What a test app is made with. */
export type TestAppOptions = {
  /** Further variables of the environment. */
  env?: Readonly<Record<string, string>>
  logLevel?: LogLevel
  /** Default: no limits, so that a test may ask as fast as it can. */
  rate?: { key: number; tenant: number }
  /** Slugs of further tenants without records, each owned by `admin@<slug>.test` with the demo password. */
  tenants?: readonly string[]
}

let compiled: Product | undefined

const ROOT = path.resolve(import.meta.dirname, '../..')

/** The product of this repository. Payload adds hooks to its collections in place: compiled once per process. */
export function testProduct(): Product {
  return (compiled ??= compileProduct(crm))
}

/**
 * The real server on a fresh copy of a seeded database: the demo tenants `acme` (English, with an
 * admin, manager, rep and viewer) and `northwind` (German, an admin), as `npm start` makes them.
 * One at a time in a process.
 */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const product = testProduct()
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tenon-app-'))
  process.env['TENON_CONTEXT_KEYS'] = formatContextKeys(testKeys)
  const fresh = await freshDatabase(allTables(product), {
    fill: (template) => seed(template, product),
    id: seedId(),
  })
  await addTenants(fresh, product, options.tenants ?? [])
  const lines: string[] = []
  const log = createLog({
    destination: { write: (line) => void lines.push(line) },
    level: options.logLevel ?? 'debug',
  })
  useLog(log)
  const config = {
    ...readConfig({ ...options.env, TENON_DATA_DIR: dataDir }, { cwd: dataDir }),
    port: 0,
    rate: options.rate ?? { key: 0, tenant: 0 },
  }
  const server = await startServer({
    config,
    log,
    prepare: true,
    product,
    // Regular work would change rows behind a test's back.
    schedules: false,
    secret: 'the secret of tests',
    urls: fresh.urls,
  })
  const tenants = new Map(
    (await fresh.superuser<{ id: string; slug: string }>('select id, slug from tenants')).map(
      (row) => [row.slug, row.id],
    ),
  )
  const tenantId = (slug: string) => {
    const id = tenants.get(slug)
    if (id === undefined) {
      throw new Error(`There is no tenant "${slug}" in this test.`)
    }

    return id
  }
  const ask: TestApp['request'] = (host, method, target, request = {}) =>
    send(server.port, hostOf(host, server.port), method, target, request)

  return {
    close: async () => {
      await server.close()
      await fresh.drop()
      rmSync(dataDir, { force: true, recursive: true })
    },
    dataDir,
    fresh,
    inTenant: (slug, work, userId) =>
      runAsTenant(
        { correlationId: 'test', tenantId: tenantId(slug), userId: userId ?? null },
        work,
      ),
    logs: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    origin: (slug) => `http://${hostOf(slug, server.port)}`,
    port: server.port,
    product,
    request: ask,
    server,
    signIn: signInWith(ask),
    sql: (text, values) => fresh.superuser(text, values),
    tenantId,
  }
}

function signInWith(ask: TestApp['request']): TestApp['signIn'] {
  type Signed = Awaited<ReturnType<TestApp['signIn']>>
  const known = new Map<string, Promise<Signed>>()
  const open = async (slug: string, email: string, password: string): Promise<Signed> => {
    const answer = await ask(slug, 'POST', '/api/auth/login', { body: { email, password } })
    if (answer.status !== 200) {
      throw new Error(`${email} could not sign in: ${answer.text}`)
    }
    const { token, user } = answer.json as { token: string; user: { id: string } }

    return { cookie: `tenon-session=${token}`, token, userId: user.id }
  }

  return (slug, email, { fresh = false, password = DEMO_PASSWORD } = {}) => {
    const key = `${slug} ${email}`
    const found = fresh ? undefined : known.get(key)
    const opening = found ?? open(slug, email, password)
    if (!fresh) {
      known.set(key, opening)
    }

    return opening
  }
}

async function seed(template: FreshDatabase, product: Product): Promise<void> {
  useDatabase(template.open())
  try {
    await seedDemoTenants({ log: () => undefined, product })
  } finally {
    useDatabase(undefined)
  }
}

async function addTenants(
  fresh: FreshDatabase,
  product: Product,
  slugs: readonly string[],
): Promise<void> {
  if (slugs.length === 0) {
    return
  }
  useDatabase(fresh.open())
  for (const slug of slugs) {
    const owner = { email: `admin@${slug}.test`, name: `Owner of ${slug}`, password: DEMO_PASSWORD }
    await createTenant(product, { demo: true, name: `Tenant ${slug}`, owner, slug })
  }
  useDatabase(undefined)
}

/** The sources that decide what a seeded database holds. */
function seedId(): string {
  const hash = createHash('sha256')
  for (const folder of [
    'src/main/demo',
    'src/identity',
    'src/plugin',
    'src/collection',
    'collections',
  ]) {
    const files = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    for (const file of files.filter((one) => one.isFile() && one.name.endsWith('.ts'))) {
      hash.update(readFileSync(path.join(file.parentPath, file.name)))
    }
  }

  return hash.digest('hex')
}

function hostOf(host: string, port: number): string {
  const name = host.includes('.') || host === 'localhost' ? host : `${host}.localhost`

  return /:\d+$/.test(name) ? name : `${name}:${port}`
}

function send(
  port: number,
  host: string,
  method: string,
  target: string,
  request: AppRequest,
): Promise<AppAnswer> {
  const raw = typeof request.body === 'string' || Buffer.isBuffer(request.body)
  const body = request.body === undefined || raw ? request.body : JSON.stringify(request.body)
  const headers: Record<string, string> = {
    host,
    ...(request.body === undefined || raw ? {} : { 'content-type': 'application/json' }),
    // Node sends the body of a GET or DELETE without its length: it would be taken for the next request.
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body as string)) }),
    ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
    ...(request.cookie === undefined ? {} : { cookie: request.cookie }),
    ...request.headers,
  }

  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { headers, host: '127.0.0.1', method, path: target, port },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({
            headers: response.headers,
            json: parsed(text),
            status: response.statusCode ?? 0,
            text,
          })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body as Buffer | string | undefined)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
