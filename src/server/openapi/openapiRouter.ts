import { Router } from 'express'

import { allModels } from '../../collection/index.ts'
import { apiKeyOf, canDo } from '../../identity/index.ts'
import { currentCrm, KERNEL_VERSION } from '../../plugin/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { requestContext } from '../requestContext.ts'
import { describeApi } from './describeApi.ts'

/** `GET /api/openapi.json`: the API of this tenant as the signed-in person may use it, in OpenAPI 3.1. */
export function openapiRouter(options: { isOpen: (slug: string) => boolean }): Router {
  const router = Router()
  router.get('/api/openapi.json', (request, response) => {
    const principal = requirePrincipal()
    const tenant = requestContext.getStore()?.tenant
    response.json(
      describeApi({
        can: (permission) => canDo(principal, permission),
        isApiKey: apiKeyOf(principal) !== null,
        locale: principal.locale ?? tenant?.locale ?? 'en',
        models: allModels().filter(({ personal, slug }) => !personal && options.isOpen(slug)),
        modules: currentCrm().modules.map(({ id }) => id),
        origin: `${request.protocol}://${request.headers.host ?? ''}`,
        title: tenant?.name ?? '',
        version: KERNEL_VERSION,
      }),
    )
  })

  return router
}
