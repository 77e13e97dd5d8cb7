import { AsyncLocalStorage } from 'node:async_hooks'

import type { Principal } from '../identity/index.ts'

/** The tenant whose host was asked, as far as a request needs to know it. */
export type RequestTenant = {
  currency: string
  /** The host of its own that it answers on, once proved; null or absent without one. */
  domain?: null | string
  id: string
  locale: string
  modules: Readonly<Record<string, boolean>>
  name: string
  slug: string
  status: 'active' | 'suspended'
  timeZone: string
}

/** What a request has found out about itself on its way in. */
export type RequestContext = {
  correlationId: string
  principal: Principal | null
  tenant: RequestTenant
}

const KEY = Symbol.for('tenon.request')

// Next bundles a second copy of this module; one storage per process must serve both.
const shared = globalThis as { [KEY]?: AsyncLocalStorage<RequestContext> | undefined }

/** Carries the running request's tenant and person through Payload and Next. */
export const requestContext = (shared[KEY] ??= new AsyncLocalStorage<RequestContext>())

/** The correlation id of the running request, or `none` outside one. */
export function correlationOf(): string {
  return requestContext.getStore()?.correlationId ?? 'none'
}
