import type { Express, Router } from 'express'

import { payloadRoutes } from './payload/payloadRoutes.ts'

/** One route as the server answers it. */
export type AppRoute = { host: 'any' | 'platform' | 'tenant'; method: string; path: string }

type Layer = {
  handle: { stack?: Layer[] }
  name: string
  rawPath: unknown
  route?: { methods: Record<string, boolean>; path: unknown }
}

/** Every route of the server: its routers walked, and the routes of Payload that are let through. */
export function listRoutes(app: Express, platform: Router): AppRoute[] {
  const walked = walk((app.router as unknown as { stack: Layer[] }).stack, '')

  return [
    ...walked.map((route) => ({ ...route, host: hostOf(route.path) })),
    ...walk((platform as unknown as { stack: Layer[] }).stack, '').map((route) => ({
      ...route,
      host: 'platform' as const,
    })),
    ...payloadRoutes.map(({ method, path }) => ({
      host: 'tenant' as const,
      method,
      path: `/api${path} (payload)`,
    })),
  ]
}

/** Names of the handlers that answer by themselves, without routes that could be walked. */
export function listHandlers(app: Express): string[] {
  return (app.router as unknown as { stack: Layer[] }).stack
    .filter((layer) => layer.route === undefined && layer.handle.stack === undefined)
    .map((layer) => layer.name)
}

function walk(stack: readonly Layer[], prefix: string): { method: string; path: string }[] {
  return stack.flatMap((layer) => {
    if (layer.route !== undefined) {
      const path = `${prefix}${pathOf(layer.route.path)}`

      return Object.keys(layer.route.methods).map((method) => ({
        method: method.toUpperCase(),
        path,
      }))
    }

    return walk(layer.handle.stack ?? [], `${prefix}${pathOf(layer.rawPath).replace(/\/$/, '')}`)
  })
}

function pathOf(path: unknown): string {
  return typeof path === 'string' ? path : JSON.stringify(path ?? '')
}

function hostOf(path: string): AppRoute['host'] {
  return ['/health', '/metrics', '/ready'].includes(path) ? 'any' : 'tenant'
}
