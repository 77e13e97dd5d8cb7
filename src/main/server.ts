import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Express, RequestHandler, Router } from 'express'
import { getPayload } from 'payload'

import { useFiles } from '../files/index.ts'
import { useInstallationSecret } from '../identity/index.ts'
import type { Config } from '../kernel/config/index.ts'
import { database, useDatabase } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import type { Log } from '../kernel/log/index.ts'
import { runAsSystem, runAsTenant } from '../kernel/scope/index.ts'
import { launcherErrors } from '../launcher/index.ts'
import { loadScreen } from '../screens/index.ts'
import {
  closeStreams,
  createApp,
  readerHere,
  requestContext,
  supportNotice,
} from '../server/index.ts'
import { refuseUnsafeRole, resolveHost, useDomainSecret } from '../tenancy/index.ts'
import { startUsage } from '../usage/index.ts'
import { registerAdmin } from './admin/adminRegistry.ts'
import { startJobs } from './jobs.ts'
import { openDatabase } from './openDatabase.ts'
import { openFiles } from './openFiles.ts'
import { payloadConfig } from './payloadConfig.ts'
import type { Product } from './product.ts'
import { buildRoutes } from './routes.ts'

/** What a running server is started with. */
export type ServerOptions = {
  /** Directory of the built admin; absent: the API alone. */
  adminDir?: string
  config: Config
  log: Log
  /** False behind PgBouncer. */
  prepare: boolean
  product: Product
  /** False leaves regular work to other processes; default true. */
  schedules?: boolean
  secret: string
  urls: { app: string; system: string }
}

/** A server that takes requests. */
export type RunningServer = {
  /** What answers the requests, for tests that go through every route. */
  app: Express
  /** Stops taking requests, lets the running ones end, stops the jobs and closes the pools. */
  close: () => Promise<void>
  /** The routes of the bare host. */
  platform: Router
  port: number
}

const DRAIN_MS = 10_000

/** Starts the API, the admin and the jobs. Refuses to start as a role that row-level security does not bind. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log, product } = options
  const opened = openDatabase(
    { ...options.urls, dataDir: config.dataDir, prepare: options.prepare },
    log,
  )
  openFiles(config, options.secret)
  await refuseUnsafeRoles()
  useInstallationSecret(options.secret)
  useDomainSecret(options.secret)
  const sanitized = await payloadConfig(product, { secret: options.secret })
  const payload = await getPayload({ config: sanitized })
  registerAdmin({
    payload,
    screen: (name, input) => loadScreen(name, input, readerHere()),
    supportNotice,
    tenant: () => requestContext.getStore()?.tenant ?? null,
  })
  let port = config.port
  const { stop: stopMails, ...routes } = buildRoutes({ config, log, port: () => port, product })
  const app = createApp({
    ...routes,
    admin: options.adminDir === undefined ? undefined : await adminHandler(options.adminDir),
    dataDir: config.dataDir,
    hostMeaning: (request) =>
      resolveHost(request.headers.host ?? '', {
        pinnedSlug: config.tenant,
        publicHost: config.publicHost,
      }),
    isReady: async () => ({ database: await answers() }),
    log,
    metricsToken: config.metricsToken,
    payloadConfig: sanitized,
    rateLimits: config.rate,
    trustProxy: config.trustProxy,
    slugs: new Set(product.crm.collections.map((collection) => collection.slug)),
  })
  const usage = await startUsage((error) => {
    log.warn({ err: error }, 'usage could not be written')
  })
  const runner = startJobs({ dataDir: config.dataDir, log, schedules: options.schedules ?? true })
  const server = createServer(app)
  await listen(server, config.port)
  port = (server.address() as AddressInfo).port

  return {
    app,
    close: async () => {
      closeStreams()
      await Promise.all([runner.stop(), stopMails(), drain(server)])
      await usage.stop()
      await opened.close()
      useDatabase(undefined)
      useFiles(undefined)
    },
    platform: routes.platform,
    port,
  }
}

async function adminHandler(dir: string): Promise<RequestHandler> {
  const { createAdminHandler } = await import('./adminHandler.ts')

  return createAdminHandler({ dir })
}

async function refuseUnsafeRoles(): Promise<void> {
  const check = () =>
    database().transaction((transaction) =>
      refuseUnsafeRole((text, values) => transaction.query(text, values)),
    )
  await runAsSystem('health', check)
  // No tenant has this id; the check reads only the catalog, and must do so as the request role.
  await runAsTenant({ tenantId: newId() }, check)
}

async function answers(): Promise<boolean> {
  try {
    await runAsSystem('health', () => database().read([{ text: 'select 1' }]))

    return true
  } catch {
    return false
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? launcherErrors.PORT_TAKEN({ port }, error) : error)
    })
    server.listen(port, resolve)
  })
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
  })
  server.closeIdleConnections()
  await Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })])
  server.closeAllConnections()
}
