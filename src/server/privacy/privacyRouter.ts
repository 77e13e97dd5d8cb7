import type { Response } from 'express'
import express, { Router } from 'express'

import {
  readRecords,
  readSetting,
  recordErrors,
  retention,
  valueAt,
} from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import {
  countExpired,
  eraseRecord,
  personalData,
  personModel,
  privacyErrors,
  readErasures,
} from '../../privacy/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

const json = express.json({ limit: '10kb', strict: true })

const REASON = { longest: 500, shortest: 3 }

type Options = {
  dataDir: string
  /** True for a collection whose module the tenant has switched on. */
  isOpen: (slug: string) => boolean
}

/** What is held on a person, its erasure, the log of erasures, and what retention would take. */
export function privacyRouter(options: Options): Router {
  const router = Router()
  router.get('/api/privacy/erasures', async (_request, response) => {
    requireRight('privacy.erase')
    response.json({ docs: (await readErasures()).toReversed() })
  })
  router.get('/api/privacy/retention', async (_request, response) => {
    requireRight('settings.manage')
    response.json({ docs: await countExpired(await readSetting(retention)) })
  })
  router.get('/api/:slug/:id/personal-data', async (request, response) => {
    requireRight('privacy.export')
    const { id, slug } = checked(request.params, options)
    await sendParts(slug, id, response)
  })
  router.post('/api/:slug/:id/erase', json, async (request, response) => {
    requireRight('privacy.erase')
    const { id, slug } = checked(request.params, options)
    const body = (request.body ?? {}) as Record<string, unknown>
    const { dataDir } = options
    await confirm(slug, id, body['name'])
    const erased = await eraseRecord({ collection: slug, dataDir, id, reason: reasonOf(body) })
    response.json({ erased })
  })

  return router
}

function requireRight(permission: 'privacy.erase' | 'privacy.export' | 'settings.manage'): void {
  if (!canDo(requirePrincipal(), permission)) {
    throw recordErrors.FORBIDDEN({ action: permission })
  }
}

function checked(
  { id, slug }: { id: string; slug: string },
  { isOpen }: Options,
): { id: string; slug: string } {
  if (!isOpen(slug)) {
    throw recordErrors.COLLECTION_UNKNOWN({ collection: slug })
  }
  personModel(slug)
  if (!isId(id)) {
    throw recordErrors.NOT_FOUND({})
  }

  return { id: id.toLowerCase(), slug }
}

/** Only a record that the person may read and has named can be erased. */
async function confirm(slug: string, id: string, name: unknown): Promise<void> {
  const { docs } = await readRecords({
    collection: slug,
    limit: 1,
    where: { id: { equals: id } },
  })
  const [doc] = docs
  if (doc === undefined) {
    throw recordErrors.NOT_FOUND({})
  }
  if (typeof name !== 'string' || name !== valueAt(doc, personModel(slug).title)) {
    throw privacyErrors.CONFIRMATION_WRONG({ field: 'name' })
  }
}

function reasonOf({ reason }: Record<string, unknown>): string {
  const text = typeof reason === 'string' ? reason.trim() : ''
  if (text.length < REASON.shortest || text.length > REASON.longest) {
    throw privacyErrors.REASON_REQUIRED({ field: 'reason' })
  }

  return text
}

/** One JSON object, written part by part: the history of a person may be long. */
async function sendParts(slug: string, id: string, response: Response): Promise<void> {
  const parts = personalData(slug, id)
  // The first part finds the record or refuses, while the answer can still be one.
  const first = await parts.next()
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-disposition', `attachment; filename="personal-data-${id}.json"`)
  response.setHeader('content-type', 'application/json; charset=utf-8')
  let open = ''
  for (let part = first; part.done !== true; part = await parts.next()) {
    const { items, name } = part.value
    const texts = items.map((item) => JSON.stringify(item)).join(',')
    if (name === open) {
      response.write(texts === '' ? '' : `,${texts}`)
    } else {
      response.write(`${open === '' ? '{' : '],'}${JSON.stringify(name)}:[${texts}`)
      open = name
    }
  }
  response.end(']}')
}
