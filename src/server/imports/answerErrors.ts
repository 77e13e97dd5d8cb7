import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

import type { RequestHandler } from 'express'

import { errorsOfImport } from '../../imports/index.ts'
import { idOf } from './importRequest.ts'

/** `GET /api/imports/:id/errors`: the refused rows with their reasons as CSV; empty without any. */
export function answerErrors(dataDir: string): RequestHandler {
  return async (request, response) => {
    const id = idOf(request)
    const path = await errorsOfImport(dataDir, id)
    const file = path === null ? undefined : await open(path, 'r').catch(() => undefined)
    response.setHeader('content-type', 'text/csv; charset=utf-8')
    response.setHeader('content-disposition', `attachment; filename="import-${id}-errors.csv"`)
    if (file === undefined) {
      response.end()

      return
    }
    await pipeline(file.createReadStream(), response)
  }
}
