import type { Request, RequestHandler, Response } from 'express'
import express from 'express'

import { recordErrors } from '../../collection/index.ts'
import {
  cancelImport,
  describeImport,
  forgetRecipe,
  listImports,
  planImport,
  previewImport,
  recipesOf,
  runImport,
  uploadImport,
} from '../../imports/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import { answerDifferences } from './answerDifferences.ts'
import { answerErrors } from './answerErrors.ts'
import { idOf, page, queryOf } from './importRequest.ts'
import { readPlanBody } from './readPlanBody.ts'

type Options = { dataDir: string; isOpen: (slug: string) => boolean }

const json = express.json({ limit: '1mb', strict: true })

/** `/api/imports`: a file is uploaded, looked at, planned, tried and imported, in that order. */
export function importsRouter(options: Options): express.Router {
  const { dataDir } = options
  const router = express.Router()
  router.use(['/api/imports', '/api/import-recipes'], signedInOnly)
  router.get('/api/imports', async (request, response) => {
    const query = queryOf(request)
    const collection = query.get('collection')
    const docs = await listImports({ ...page(query), collection })
    response.json({ docs })
  })
  router.post('/api/imports', async (request, response) => {
    await answerUpload(options, request, response)
  })
  router.get('/api/imports/:id', async (request, response) => {
    response.json(await describeImport(idOf(request)))
  })
  router.get('/api/imports/:id/preview', async (request, response) => {
    response.json(await previewImport(idOf(request)))
  })
  router.post('/api/imports/:id/plan', json, async (request, response) => {
    const id = idOf(request)
    await planImport({ ...readPlanBody(request.body), dataDir, id })
    response.json(await previewImport(id))
  })
  for (const [name, dryRun] of [
    ['dry-run', true],
    ['start', false],
  ] as const) {
    router.post(`/api/imports/:id/${name}`, async (request, response) => {
      const id = idOf(request)
      await runImport({ dataDir, dryRun, id })
      response.status(202).json(await describeImport(id))
    })
  }
  router.post('/api/imports/:id/cancel', async (request, response) => {
    const id = idOf(request)
    await cancelImport(id)
    response.json(await describeImport(id))
  })
  router.get('/api/imports/:id/differences', answerDifferences)
  router.get('/api/imports/:id/errors', answerErrors(dataDir))
  router.get('/api/import-recipes', async (request, response) => {
    response.json({ docs: await recipesOf(collectionOf(options, request)) })
  })
  router.delete('/api/import-recipes/:id', async (request, response) => {
    await forgetRecipe(idOf(request))
    response.status(204).end()
  })

  return router
}

const signedInOnly: RequestHandler = (_request, _response, next) => {
  requirePrincipal()
  next()
}

async function answerUpload(options: Options, request: Request, response: Response): Promise<void> {
  const query = queryOf(request)
  const sheet = query.get('sheet')
  const id = await uploadImport({
    collection: collectionOf(options, request),
    content: request,
    dataDir: options.dataDir,
    file: query.get('file') ?? 'upload',
    ...(sheet === null ? {} : { sheet }),
  })
  response.status(201).json(await describeImport(id))
}

function collectionOf({ isOpen }: Options, request: Request): string {
  const collection = queryOf(request).get('collection') ?? ''
  if (!isOpen(collection)) {
    throw recordErrors.COLLECTION_UNKNOWN({ collection })
  }

  return collection
}
