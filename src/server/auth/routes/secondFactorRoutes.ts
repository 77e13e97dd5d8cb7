import type { Request } from 'express'
import { Router } from 'express'
import qrCode from 'qrcode'
import { z } from 'zod'

import {
  beginEnrolment,
  confirmEnrolment,
  describeSecondFactor,
  disableSecondFactor,
} from '../../../identity/index.ts'
import { jsonBody, parseBody } from '../body.ts'
import type { FactorPerson } from '../secondFactorPerson.ts'
import { visitorOf } from '../visitorOf.ts'

const code = z.string().min(6).max(40)
const confirmation = z.strictObject({ code })
const removal = z.strictObject({ code, password: z.string().max(300) })

/** Setting up and switching off one's own second factor, on a tenant's host or the bare one. */
export function secondFactorRoutes(settings: {
  demo: boolean
  personOf: (request: Request) => FactorPerson
}): Router {
  const { demo, personOf } = settings
  const router = Router()

  router.get('/second-factor', async (request, response) => {
    const { isActive, recoveryCodesLeft } = await describeSecondFactor(personOf(request).accountId)
    response.setHeader('cache-control', 'no-store')
    response.json({ isActive, recoveryCodesLeft })
  })
  router.post('/second-factor/enrolment', async (request, response) => {
    const { address, secret } = await beginEnrolment(personOf(request))
    const image = await qrCode.toString(address, { type: 'svg' })
    response.setHeader('cache-control', 'no-store')
    response.status(201).json({
      address,
      qr: `data:image/svg+xml;base64,${Buffer.from(image).toString('base64')}`,
      secret,
    })
  })
  router.post('/second-factor/confirmation', jsonBody, async (request, response) => {
    const { accountId, sessionId } = personOf(request)
    const body = parseBody(confirmation, request.body)
    const { ip } = visitorOf(request, demo)
    const recoveryCodes = await confirmEnrolment({ ...body, accountId, ip, sessionId })
    response.setHeader('cache-control', 'no-store')
    response.json({ recoveryCodes })
  })
  router.post('/second-factor/removal', jsonBody, async (request, response) => {
    const { accountId } = personOf(request)
    const body = parseBody(removal, request.body)
    await disableSecondFactor({ ...body, accountId, visitor: visitorOf(request, demo) })
    response.json({ isActive: false })
  })

  return router
}
