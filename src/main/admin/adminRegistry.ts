import type { Payload, SanitizedConfig } from 'payload'

import { adminErrors } from './errors.ts'

/** What the screens show of the tenant whose host was asked. */
type AdminTenant = {
  currency: string
  locale: string
  name: string
  slug: string
  timeZone: string
}

/** What the bundled screens may ask of the server they run in. */
type AdminRegistry = {
  /** What a screen shows the reader of the running request. */
  screen?: (name: string, input: unknown) => Promise<unknown>
  /** What a banner tells somebody who is here as support; null for all others. */
  supportNotice?: (locale: string) => null | { leave: string; text: string }
  /** The tenant of the running request, or null where there is none. */
  tenant: () => AdminTenant | null | Promise<AdminTenant | null>
}

const CONFIG = Symbol.for('tenon.payloadConfig')
const REGISTRY = Symbol.for('tenon.admin')

type Shared = { [CONFIG]?: Promise<SanitizedConfig>; [REGISTRY]?: AdminRegistry }

/**
 * Hands the running Payload and its facts to the screens that Next bundles, which reach them
 * through `globalThis` alone. Call it before `createAdminHandler`.
 */
export function registerAdmin(args: AdminRegistry & { payload: Pick<Payload, 'config'> }): void {
  const shared = globalThis as Shared

  shared[CONFIG] = Promise.resolve(args.payload.config)
  shared[REGISTRY] = args
}

/** Throws `ADMIN_NOT_REGISTERED` unless `registerAdmin` has run in this process. */
export function requireRegisteredAdmin(): void {
  if ((globalThis as Shared)[CONFIG] === undefined) {
    throw adminErrors.NOT_REGISTERED({})
  }
}
