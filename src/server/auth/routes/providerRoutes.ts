import type { Request } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import type { IdentityProvider, ProviderSettings } from '../../../identity/index.ts'
import {
  callbackOf,
  createProvider,
  deleteProvider,
  listProviders,
  oidcErrors,
  updateProvider,
} from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { jsonBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { requirePermission, tenantRefOf } from '../context.ts'

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/)

const changeable = {
  clientId: z.string().trim().min(1).max(300),
  clientSecret: z.string().min(1).max(1_000).nullable(),
  createUsers: z.boolean(),
  emailDomains: z.array(domain).max(50),
  enabled: z.boolean(),
  label: z.string().trim().min(1).max(60),
  only: z.boolean(),
  /** Id or key of the role of new people. */
  role: z.string().min(1).max(100).nullable(),
  trustSecondFactor: z.boolean(),
}

const patch = z.strictObject(changeable).partial()
const wanted = patch.extend({
  clientId: changeable.clientId,
  issuer: z.string().trim().min(1).max(500),
  label: changeable.label,
})

const DEFAULTS: Omit<ProviderSettings, 'clientId' | 'label'> = {
  clientSecret: null,
  createUsers: false,
  emailDomains: [],
  enabled: true,
  only: false,
  role: null,
  trustSecondFactor: false,
}

/** The sign-in providers of a tenant, for who manages its settings. */
export function providerRoutes(settings: AuthSettings): Router {
  const router = Router()
  const rules = { allowHttp: settings.allowHttpProviders ?? false }
  const shown = (request: Request, provider: IdentityProvider) => {
    const { origin } = tenantRefOf(request, settings)

    return { ...provider, callbackUrl: callbackOf({ origin, providerId: provider.id }) }
  }

  router.get('/providers', async (request, response) => {
    requirePermission('settings.manage')
    const providers = await listProviders()
    response.json({ docs: providers.map((provider) => shown(request, provider)) })
  })
  router.post('/providers', jsonBody, async (request, response) => {
    const manager = requirePermission('settings.manage')
    const given = withoutGaps(parseBody(wanted, request.body))
    const provider = await createProvider({ ...DEFAULTS, ...given }, manager, rules)
    response.status(201).json({ doc: shown(request, provider) })
  })
  router.patch('/providers/:id', jsonBody, async (request, response) => {
    const manager = requirePermission('settings.manage')
    const given = withoutGaps(parseBody(patch, request.body))
    const provider = await updateProvider(idOf(request), given, manager)
    response.json({ doc: shown(request, provider) })
  })
  router.delete('/providers/:id', async (request, response) => {
    requirePermission('settings.manage')
    const id = idOf(request)
    await deleteProvider(id)
    response.json({ id })
  })

  return router
}

function idOf(request: Request): string {
  const { id } = request.params
  if (!isId(id)) {
    throw oidcErrors.PROVIDER_MISSING({})
  }

  return id
}

/** The fields that are there: an absent one must not stand over a default. */
function withoutGaps<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
