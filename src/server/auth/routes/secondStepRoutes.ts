import type { Request, RequestHandler, Response } from 'express'
import { Router } from 'express'
import { z } from 'zod'

import type { OpenedSession, Principal, SecondStep } from '../../../identity/index.ts'
import { finishPlatformSignIn, finishSignIn } from '../../../identity/index.ts'
import { tenantOf } from '../../middleware/enterTenant.ts'
import { formBody, jsonBody, parseBody } from '../body.ts'
import { staffOf } from '../console/staff.ts'
import { principalOf } from '../context.ts'
import { codeForm, sendCodePage } from '../pages/codePage.ts'
import { localPath } from '../pages/localPath.ts'
import { publicUser } from '../publicUser.ts'
import { refuseForeignOrigin } from '../requireSameOrigin.ts'
import { startSession } from '../startSession.ts'
import { refusalText } from '../translations/index.ts'
import { visitorOf } from '../visitorOf.ts'

const second = z.strictObject({ challenge: z.string().max(100), code: z.string().max(40) })

/** What differs between the two hosts: who is let in, and what they are told. */
type Finish = (
  request: Request,
  response: Response,
  step: SecondStep,
) => Promise<Record<string, unknown>>

/** The second step of signing in on a tenant's host: `/api/auth/second-factor` and the page's form. */
export function tenantSecondStep(settings: { demo: boolean }): Router {
  return secondStep(settings, async (request, response, step) => {
    const tenant = tenantOf(request)
    const opened: OpenedSession<Principal> = await finishSignIn({ ...step, tenantId: tenant.id })
    await startSession(request, response, opened, principalOf())

    return {
      expiresAt: opened.session.expiresAt,
      token: opened.token,
      user: publicUser(opened.principal, tenant),
    }
  })
}

/** The second step of signing in to the console. */
export function platformSecondStep(settings: { demo: boolean }): Router {
  return secondStep(settings, async (request, response, step) => {
    const opened = await finishPlatformSignIn(step)
    await startSession(request, response, opened, staffOf(request))
    const { email, name } = opened.principal

    return { token: opened.token, user: { email, name } }
  })
}

function secondStep({ demo }: { demo: boolean }, finish: Finish): Router {
  const router = Router()
  const submit: RequestHandler = async (request, response) => {
    const { next, ...step } = parseBody(codeForm, request.body)
    const visitor = visitorOf(request, demo)
    try {
      await finish(request, response, { ...step, visitor })
      response.redirect(303, localPath(next))
    } catch (error) {
      const bad = (locale: string) => refusalText(locale, error)
      sendCodePage(request, response, { bad, challenge: step.challenge, next: localPath(next) })
    }
  }
  router.post(
    '/api/auth/second-factor',
    refuseForeignOrigin,
    jsonBody,
    async (request, response) => {
      const step = { ...parseBody(second, request.body), visitor: visitorOf(request, demo) }
      response.json(await finish(request, response, step))
    },
  )
  router.get('/second-factor', (_request, response) => {
    response.redirect(303, '/login')
  })
  router.post('/second-factor', refuseForeignOrigin, formBody, submit)

  return router
}
