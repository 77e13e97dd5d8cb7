import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

import type { Response } from 'express'
import express, { Router } from 'express'

import { levelHere, modelOf, recordErrors } from '../../collection/index.ts'
import {
  exportFile,
  listExports,
  readExport,
  readExportRequest,
  removeExport,
  startExport,
  startTenantExport,
} from '../../exports/index.ts'
import type { ExportOwner } from '../../exports/index.ts'
import { apiKeyOf, canDo } from '../../identity/index.ts'
import { cancelJob } from '../../jobs/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'

const json = express.json({ limit: '100kb', strict: true })

/** `/api/exports`: files made of records in the background, and of the tenant as a whole. */
export function exportsRouter(options: {
  dataDir: string
  /** True for a collection whose module the tenant has switched on. */
  isOpen: (slug: string) => boolean
}): Router {
  const router = Router()
  router.get('/api/exports', async (_request, response) => {
    response.json({ docs: await listExports(whoseExports()) })
  })
  router.post('/api/exports', json, async (request, response) => {
    requirePrincipal()
    const wanted = readExportRequest(request.body)
    if (!options.isOpen(wanted.collection)) {
      throw recordErrors.COLLECTION_UNKNOWN({ collection: wanted.collection })
    }
    response.status(202).json({ id: await startExport(wanted) })
  })
  router.post('/api/exports/tenant', async (_request, response) => {
    if (!canDo(requirePrincipal(), 'tenant.export')) {
      throw recordErrors.FORBIDDEN({ action: 'export the tenant' })
    }
    response.status(202).json({ id: await startTenantExport() })
  })
  router.get('/api/exports/:id', async (request, response) => {
    response.json(await readExport(request.params.id, whoseExports()))
  })
  router.get('/api/exports/:id/file', async (request, response) => {
    await sendFile(options.dataDir, request.params.id, response)
  })
  router.post('/api/exports/:id/cancel', async (request, response) => {
    const { id } = await readExport(request.params.id, whoseExports())
    await cancelJob(id)
    const { tenantId } = requirePrincipal()
    const view = await readExport(id, whoseExports())
    if (view.state === 'cancelled') {
      await removeExport(options.dataDir, tenantId, id)
    }
    response.json(view)
  })

  return router
}

/** Everybody sees their own exports, an API key its own; who manages the settings sees all, marked by null. */
function whoseExports(): ExportOwner | null {
  const principal = requirePrincipal()

  return canDo(principal, 'settings.manage')
    ? null
    : { apiKey: apiKeyOf(principal), userId: principal.userId }
}

async function sendFile(dataDir: string, id: string, response: Response): Promise<void> {
  const view = await readExport(id, whoseExports())
  // Who manages the settings need not be allowed to take the whole tenant along.
  if (view.format === 'tenant' && !canDo(requirePrincipal(), 'tenant.export')) {
    throw recordErrors.FORBIDDEN({ action: 'export the tenant' })
  }
  // A right that was taken away meanwhile takes the finished file along.
  if (view.collection !== null && levelHere(modelOf(view.collection), 'export') === 'none') {
    throw recordErrors.FORBIDDEN({ action: 'export' })
  }
  const { name, path, type } = await exportFile(dataDir, view)
  const { size } = await stat(path)
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-disposition', `attachment; filename="${name}"`)
  response.setHeader('content-length', size)
  response.setHeader('content-type', type)
  await pipeline(createReadStream(path), response)
}
