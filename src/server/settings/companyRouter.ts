import { Readable } from 'node:stream'

import type { Response } from 'express'
import express, { Router } from 'express'
import { z } from 'zod'

import { recordAudit } from '../../audit/index.ts'
import {
  allModels,
  logo,
  readRecords,
  readSetting,
  recordErrors,
  writeLogo,
} from '../../collection/index.ts'
import { currencyCodes } from '../../fields/index.ts'
import { makeThumbnail } from '../../files/index.ts'
import { canDo } from '../../identity/index.ts'
import type { Principal } from '../../identity/index.ts'
import { database } from '../../kernel/db/index.ts'
import { locales } from '../../kernel/i18n/index.ts'
import { runUnrestricted } from '../../kernel/scope/index.ts'
import { changeTenant } from '../../tenancy/index.ts'
import { jsonBody, parseBody } from '../auth/body.ts'
import { serverErrors } from '../errors.ts'
import { tenantOf } from '../middleware/enterTenant.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

const LOGO_LIMIT = '5mb'
const IMAGES = ['image/gif', 'image/jpeg', 'image/png', 'image/webp']

const change = z.strictObject({
  currency: z.enum(currencyCodes).optional(),
  locale: z.enum(locales).optional(),
  name: z.string().trim().min(1).max(200).optional(),
  timeZone: z.string().max(64).refine(isTimeZone, 'is no time zone').optional(),
})

/** `/api/company`: what the tenant is called and counts in, and its logo; changing asks for `settings.manage`. */
export function companyRouter(): Router {
  const router = Router()
  router.patch('/api/company', jsonBody, async (request, response) => {
    const { tenantId } = requireManager()
    const { currency, name, timeZone, locale } = parseBody(change, request.body)
    const wanted = Object.fromEntries(
      Object.entries({ currency, locale, name, timeZone }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    if (currency !== undefined && currency !== tenantOf(request).currency) {
      await refuseIfAmountsStand()
    }
    const tenant = await changeTenant(tenantId, wanted)
    await database().transaction((transaction) =>
      recordAudit(transaction, { facts: wanted, kind: 'settings.changed', subject: 'company' }),
    )
    response.json({
      doc: {
        currency: tenant.currency,
        locale: tenant.locale,
        name: tenant.name,
        timeZone: tenant.timeZone,
      },
    })
  })
  router.get('/api/company/logo', async (_request, response) => {
    requirePrincipal()
    await sendLogo(response)
  })
  router.put(
    '/api/company/logo',
    (_request, _response, next) => {
      requireManager()
      next()
    },
    express.raw({ limit: LOGO_LIMIT, type: IMAGES }),
    async (request, response) => {
      const bytes: unknown = request.body
      if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
        throw serverErrors.IMAGE_NEEDED({ field: 'logo' })
      }
      const picture = await makeThumbnail(Readable.from([bytes]))
      await database().transaction((transaction) => writeLogo(transaction, picture))
      response.json({ bytes: picture.length })
    },
  )
  router.delete('/api/company/logo', async (_request, response) => {
    requireManager()
    await database().transaction((transaction) => writeLogo(transaction, null))
    response.status(204).end()
  })

  return router
}

function requireManager(): Principal {
  const principal = requirePrincipal()
  if (!canDo(principal, 'settings.manage')) {
    throw recordErrors.FORBIDDEN({ action: 'manage settings' })
  }

  return principal
}

async function sendLogo(response: Response): Promise<void> {
  const picture = await readSetting(logo)
  if (picture === null) {
    throw recordErrors.NOT_FOUND({})
  }
  response.set({
    'cache-control': 'private, max-age=300',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
  })
  response.send(Buffer.from(picture, 'base64'))
}

/** Amounts that stand are in the old currency; calling them something else would change what they say. */
async function refuseIfAmountsStand(): Promise<void> {
  const models = allModels().filter(
    (model) => model.trash && model.fields.some(({ semantic }) => semantic === 'money'),
  )
  const pages = await runUnrestricted(() =>
    Promise.all(models.map(({ slug }) => readRecords({ collection: slug, limit: 1 }))),
  )
  if (pages.some(({ docs }) => docs.length > 0)) {
    throw serverErrors.CURRENCY_IN_USE({ field: 'currency' })
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
