import { z } from 'zod'

import type { PlatformPrincipal } from '../../../identity/index.ts'
import {
  createPlatformStaff,
  hasPlatformStaff,
  identityErrors,
  invalidateTenantSessions,
  needsPlatformStaff,
} from '../../../identity/index.ts'
import { authErrors } from '../errors.ts'
import type { ConsoleSettings, ConsoleTenant } from './types.ts'

const text = z.string().trim().min(1).max(200)

/** A tenant to be created, with the login that takes over from the demo where that is still missing. */
export const newTenant = z.strictObject({
  name: text,
  ownerEmail: text,
  ownerName: text,
  ownerPassword: z.string().max(300),
  platformEmail: text.optional(),
  platformPassword: z.string().max(300).optional(),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
})

/** How many tenants the console shows at once. */
export const PAGE_SIZE = 25

/** Creates a tenant; the first real one needs a real login for the platform, which is made with it. */
export async function createTenantFrom(
  settings: ConsoleSettings,
  wanted: z.infer<typeof newTenant>,
): Promise<ConsoleTenant> {
  const { platformEmail, platformPassword, ...tenant } = wanted
  if (!(await hasPlatformStaff())) {
    if (platformEmail === undefined || platformPassword === undefined) {
      throw identityErrors.PLATFORM_STAFF_NEEDED({})
    }
    await createPlatformStaff({
      email: platformEmail,
      name: platformEmail,
      password: platformPassword,
    })
  }

  return settings.tenants.createTenant(tenant)
}

/** True for the demo login once there is a real tenant and nobody else manages the platform. */
export async function managesNothing(staff: PlatformPrincipal): Promise<boolean> {
  return staff.demo && (await needsPlatformStaff())
}

/** Throws `SERVER_PLATFORM_LOGIN_NEEDED` when all that the login may do is to set a real one. */
export async function requireManager(staff: null | PlatformPrincipal): Promise<void> {
  if (staff !== null && (await managesNothing(staff))) {
    throw authErrors.PLATFORM_LOGIN_NEEDED({})
  }
}

/** Makes the first login of the platform's own; throws `SERVER_PLATFORM_LOGIN_EXISTS` when there is one. */
export async function setUpStaff(person: { email: string; password: string }): Promise<void> {
  if (await hasPlatformStaff()) {
    throw authErrors.PLATFORM_LOGIN_EXISTS({})
  }
  await createPlatformStaff({ ...person, name: person.email })
}

/** Suspends a tenant; nobody's session there counts any longer. */
export async function suspend(
  settings: ConsoleSettings,
  staff: null | PlatformPrincipal,
  slug: string,
): Promise<ConsoleTenant> {
  await requireManager(staff)
  const tenant = await settings.tenants.suspendTenant(slug)
  invalidateTenantSessions(tenant.id)

  return tenant
}

/** Lets a suspended tenant work again. */
export async function resume(
  settings: ConsoleSettings,
  staff: null | PlatformPrincipal,
  slug: string,
): Promise<ConsoleTenant> {
  await requireManager(staff)
  const tenant = await settings.tenants.resumeTenant(slug)
  invalidateTenantSessions(tenant.id)

  return tenant
}
