import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import express from 'express'

import { platform } from '../../collections/platform/index.ts'
import { compileModel, useModels } from '../../src/collection/index.ts'
import type { Visitor } from '../../src/identity/index.ts'
import { createMember, useUserStore } from '../../src/identity/index.ts'
import { useDatabase } from '../../src/kernel/db/index.ts'
import { createLog } from '../../src/kernel/log/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import type { Product } from '../../src/main/product.ts'
import { allTables } from '../../src/main/tables.ts'
import { recordUserStore } from '../../src/main/userStore.ts'
import { compileCrm, useCrm } from '../../src/plugin/index.ts'
import {
  authenticateRequest,
  authRouter,
  consoleRouter,
  requireSameOrigin,
} from '../../src/server/auth/index.ts'
import type { ConsoleTenants } from '../../src/server/auth/index.ts'
import { serverErrors } from '../../src/server/index.ts'
import { answerError } from '../../src/server/middleware/answerError.ts'
import { enterTenant, setTenant } from '../../src/server/middleware/enterTenant.ts'
import {
  findTenant,
  pageTenants,
  resolveHost,
  resumeTenant,
  suspendTenant,
} from '../../src/tenancy/index.ts'
import { freshDatabase } from './freshDatabase.ts'
import type { FreshDatabase } from './freshDatabase.ts'

/** A password good enough for a real account. */
export const PASSWORD = 'correct horse battery'

/** A visitor who is not on this machine. */
export const visitor: Visitor = { demoAllowed: false, ip: '203.0.113.7', userAgent: 'test' }

/** A database with the tenants `alpha` and `beta`, each with its owner. */
export type IdentityBench = {
  alpha: string
  beta: string
  close: () => Promise<void>
  fresh: FreshDatabase
  /** Adds an active member and gives the user's id. */
  member: (
    slug: 'alpha' | 'beta',
    email: string,
    roleKey: string,
    demo?: boolean,
  ) => Promise<string>
}

/** Makes a database with two tenants, `alpha` and `beta`, owned by `owner@alpha.test` and `owner@beta.test`. */
export async function identityBench(): Promise<IdentityBench> {
  const product = compileUsersAlone()
  const fresh = await freshDatabase(allTables(product))
  useDatabase(fresh.open())
  const make = async (slug: string) => {
    const owner = { email: `owner@${slug}.test`, name: `Owner of ${slug}`, password: PASSWORD }
    const tenant = await createTenant(product, { name: `Tenant ${slug}`, owner, slug })

    return tenant.id
  }
  const tenants = { alpha: await make('alpha'), beta: await make('beta') }

  return {
    ...tenants,
    close: async () => {
      useDatabase(undefined)
      await fresh.drop()
    },
    fresh,
    member: async (slug, email, roleKey, demo = false) => {
      const password = demo ? 'tenon-demo' : PASSWORD
      const name = email.split('@')[0] ?? ''
      const tenantId = tenants[slug]
      const made = await createMember({ demo, email, name, password, roleKey, tenantId })

      return made.userId
    },
  }
}

/** The product without any module but that of users and roles. */
function compileUsersAlone(): Product {
  const crm = compileCrm({ plugins: [] }, { builtIn: [platform()] })
  useCrm(crm)
  const { collections } = crm
  const models = collections.map((config) =>
    compileModel(config, { module: 'platform', rules: crm.rules.get(config.slug) ?? [] }),
  )
  useModels(models)
  useUserStore(recordUserStore)

  return { collections, crm, models }
}

/** A request as a test writes it. */
export type Ask = {
  body?: unknown
  form?: Record<string, string>
  headers?: Record<string, string>
  /** Address the request comes from; 127.0.0.9 is a trusted proxy. */
  from?: string
  host?: string
  method?: string
}

/** A server with the routes of signing in alone. */
export type AuthServer = {
  ask: (path: string, request?: Ask) => Promise<Response>
  close: () => Promise<void>
  /** How often mails were to be delivered. */
  kicks: () => number
}

/** Serves the routes of signing in and the console on a free port. */
export async function authServer(
  tenants: ConsoleTenants = consoleTenants,
  demo = true,
): Promise<AuthServer> {
  let kicks = 0
  const originOf = (slug: string) => `http://${slug}.localhost:3000`
  const mails = { kick: () => void (kicks += 1) }
  const platform = consoleRouter({
    demo,
    mails,
    originOf,
    platformOrigin: () => 'http://localhost:3000',
    tenants,
  })
  const app = express()
  app.set('query parser', false)
  app.set('trust proxy', (ip: string) => ip === '127.0.0.9')
  app.use(requireSameOrigin)
  app.use(async (request, response, next) => {
    const meaning = await resolveHost(request.headers.host ?? '', { publicHost: 'localhost' })
    if (meaning.kind === 'platform') {
      platform(request, response, next)
    } else if (meaning.kind === 'tenant') {
      setTenant(request, meaning.tenant)
      next()
    } else {
      throw serverErrors.HOST_UNKNOWN({})
    }
  })
  app.use(enterTenant(authenticateRequest({ demo })))
  app.use(authRouter({ demo, mails, originOf }))
  app.use(answerError(createLog({ level: 'silent' })))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    ask: (path, request) => ask(server, path, request ?? {}),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
    kicks: () => kicks,
  }
}

const consoleTenants: ConsoleTenants = {
  createTenant: () => Promise.reject(new Error('not part of this test')),
  findTenant,
  listTenants: pageTenants,
  resumeTenant: (slug) => resumeTenant({ slug }),
  suspendTenant: (slug) => suspendTenant({ slug }),
}

async function ask(server: Server, path: string, request: Ask): Promise<Response> {
  const { request: send } = await import('node:http')
  const { port } = server.address() as AddressInfo
  const payload =
    request.form === undefined
      ? request.body === undefined
        ? undefined
        : JSON.stringify(request.body)
      : new URLSearchParams(request.form).toString()
  const type = request.form === undefined ? 'application/json' : 'application/x-www-form-urlencoded'

  // Not fetch: it forbids the headers Host, Origin and Sec-Fetch-Site.
  return new Promise((resolve, reject) => {
    const outgoing = send(
      {
        headers: {
          host: request.host ?? 'alpha.localhost',
          ...(payload === undefined ? {} : { 'content-type': type }),
          ...request.headers,
        },
        host: '127.0.0.1',
        ...(request.from === undefined ? {} : { localAddress: request.from }),
        method: request.method ?? (payload === undefined ? 'GET' : 'POST'),
        path,
        port,
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => {
          const headers = new Headers()
          for (const [name, value] of Object.entries(incoming.headersDistinct)) {
            value?.forEach((each) => {
              headers.append(name, each)
            })
          }
          const status = incoming.statusCode ?? 0
          const text = Buffer.concat(chunks)
          resolve(new Response(status === 204 || status === 304 ? null : text, { headers, status }))
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(payload)
  })
}
