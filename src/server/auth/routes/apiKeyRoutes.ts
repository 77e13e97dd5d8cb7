import { Router } from 'express'
import { z } from 'zod'

import { createApiKey, identityErrors, listApiKeys, revokeApiKey } from '../../../identity/index.ts'
import { isId } from '../../../kernel/ids/index.ts'
import { requirePrincipal } from '../../records/recordRequest.ts'
import { jsonBody, parseBody } from '../body.ts'

const wanted = z.strictObject({
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  name: z.string().trim().min(1).max(100),
  /** The user in whose name the key acts; absent: whoever makes it. */
  owner: z.uuid().optional(),
  /** Id or key of the role. */
  role: z.string().min(1).max(100),
})

/** The API keys of a tenant: one's own, or all for who may manage settings. */
export function apiKeyRoutes(): Router {
  const router = Router()

  router.get('/api-keys', async (_request, response) => {
    response.json({ docs: await listApiKeys(requirePrincipal()) })
  })
  router.post('/api-keys', jsonBody, async (request, response) => {
    const maker = requirePrincipal()
    const { expiresAt, name, owner, role } = parseBody(wanted, request.body)
    const made = await createApiKey({
      expiresAt,
      maker,
      name,
      ownerId: owner,
      role: z.uuid().safeParse(role).success ? { id: role } : { key: role },
    })
    response.setHeader('cache-control', 'no-store')
    response.status(201).json({ doc: made.apiKey, key: made.key })
  })
  router.delete('/api-keys/:id', async (request, response) => {
    const principal = requirePrincipal()
    const { id } = request.params
    if (!isId(id)) {
      throw identityErrors.API_KEY_MISSING({})
    }
    await revokeApiKey(id, principal)
    response.json({ id })
  })

  return router
}
