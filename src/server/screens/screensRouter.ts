import { Router } from 'express'
import { parse } from 'qs-esm'

import { loadScreen, screenErrors } from '../../screens/index.ts'
import { readerHere } from './readerHere.ts'

/** `GET /api/screens/:name?input={…}`: what a screen shows the person who asks. */
export function screensRouter(): Router {
  const router = Router()
  router.get('/api/screens/:name', async (request, response) => {
    const reader = readerHere()
    response.json(await loadScreen(request.params.name, inputOf(request.originalUrl), reader))
  })

  return router
}

function inputOf(url: string): unknown {
  const at = url.indexOf('?')
  const { input } = parse(at < 0 ? '' : url.slice(at + 1), { depth: 1 })
  if (input === undefined) {
    return {}
  }
  try {
    return JSON.parse(input as string) as unknown
  } catch {
    throw screenErrors.INPUT_INVALID({ field: 'input', reason: 'it is no JSON' })
  }
}
