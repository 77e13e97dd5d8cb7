import { Router } from 'express'
import { z } from 'zod'

import { acceptInvitation, inviteUser, listOwnMails } from '../../../identity/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { requirePrincipal } from '../../records/recordRequest.ts'
import { jsonBody, parseBody } from '../body.ts'
import type { AuthSettings } from '../context.ts'
import { principalOf, requirePermission, tenantRefOf } from '../context.ts'
import { publicUser } from '../publicUser.ts'
import { startSession } from '../startSession.ts'
import { visitorOf } from '../visitorOf.ts'

const name = z.string().trim().min(1).max(200)
const invitation = z.strictObject({
  email: z.string().max(300),
  name,
  /** The user without an account who becomes the invited one. */
  placeholder: z.uuid().optional(),
  /** Id or key of the role. */
  role: z.string().min(1).max(100),
})
const acceptance = z.strictObject({
  name: name.optional(),
  password: z.string().max(300),
  token: z.string().max(100),
})

/** Inviting people, accepting an invitation, and the outbox that the inviter sees. */
export function invitationRoutes(settings: AuthSettings): Router {
  const router = Router()

  router.post('/invitations', jsonBody, async (request, response) => {
    const inviter = requirePermission('users.manage')
    const body = parseBody(invitation, request.body)
    const invited = await inviteUser({
      email: body.email,
      inviter,
      name: body.name,
      placeholderId: body.placeholder,
      role: z.uuid().safeParse(body.role).success ? { id: body.role } : { key: body.role },
      tenant: tenantRefOf(request, settings),
    })
    settings.mails.kick()
    response.status(201).json({ mail: { id: invited.mailId }, user: { id: invited.userId } })
  })
  router.post('/accept-invitation', jsonBody, async (request, response) => {
    const tenant = tenantOf(request)
    const opened = await acceptInvitation({
      ...parseBody(acceptance, request.body),
      tenantId: tenant.id,
      visitor: visitorOf(request, settings.demo),
    })
    await startSession(request, response, opened, principalOf())
    response.json({ token: opened.token, user: publicUser(opened.principal, tenant) })
  })
  router.get('/mails', async (_request, response) => {
    const docs = await listOwnMails(requirePrincipal().userId)
    response.setHeader('cache-control', 'no-store')
    response.json({ docs })
  })

  return router
}
