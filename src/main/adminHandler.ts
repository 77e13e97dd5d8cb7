import { existsSync } from 'node:fs'
import path from 'node:path'

import express from 'express'
import type { RequestHandler } from 'express'

import { requireRegisteredAdmin } from './admin/adminRegistry.ts'
import { adminErrors } from './admin/errors.ts'
import { BUILT_MARK } from './buildAdmin.ts'

// Whatever a screen or a plugin's component tries, the browser asks no other host for anything.
const POLICY = [
  "default-src 'self'",
  "base-uri 'self'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
].join('; ')

const ASSETS = '/_next/static/'

// Next adds a listener that logs and goes on, which would hide a broken process from its supervisor.
async function keepingCrashes<T>(work: () => Promise<T>): Promise<T> {
  const before = new Set(process.listeners('uncaughtException'))

  Object.assign(globalThis, { nextInitializedProcessErrorHandlers: true })
  try {
    return await work()
  } finally {
    for (const listener of process.listeners('uncaughtException')) {
      if (!before.has(listener)) {
        process.removeListener('uncaughtException', listener)
      }
    }
  }
}

// The scripts and styles of the screens belong to no tenant; their names change with their content.
function assets(dir: string): RequestHandler {
  return express.static(path.join(dir, '.next', 'static'), {
    dotfiles: 'ignore',
    immutable: true,
    index: false,
    maxAge: '365d',
    redirect: false,
  })
}

/**
 * Starts Next on a built admin inside this process and answers an Express handler for `/admin` and
 * `/_next`. Needs `registerAdmin` first and, around each request to `/admin`, the scope of its tenant.
 */
export async function createAdminHandler(args: { dir: string }): Promise<RequestHandler> {
  requireRegisteredAdmin()
  if (!existsSync(path.join(args.dir, BUILT_MARK))) {
    throw adminErrors.NOT_BUILT({ dir: args.dir })
  }
  process.env['NEXT_TELEMETRY_DISABLED'] = '1'
  // React picks its build by this; the admin was built for production whatever runs it.
  Object.assign(process.env, { NODE_ENV: 'production' })

  const { default: next } = await import('next')
  const handle = await keepingCrashes(async () => {
    const app = next({ customServer: true, dev: false, dir: args.dir, quiet: true })
    await app.prepare()

    return app.getRequestHandler()
  })

  const serveAsset = assets(args.dir)

  return (request, response, done) => {
    if (request.originalUrl.startsWith(ASSETS)) {
      request.url = request.originalUrl.slice(ASSETS.length - 1)
      void serveAsset(request, response, () => {
        response.status(404).end()
      })

      return
    }
    response.setHeader('content-security-policy', POLICY)
    // Mounted under a path, Express cuts it off; Next routes by the whole of it.
    request.url = request.originalUrl
    handle(request, response).catch(done)
  }
}
