import type { Request, RequestHandler, Response } from 'express'
import { Router } from 'express'

import { answerFile, answerLink, answerSigned, answerThumbnail } from './answerFiles.ts'
import { ATTACHMENTS } from './attachment.ts'
import { uploadAttachment } from './uploadAttachment.ts'

type Options = {
  /** True for a collection that exists and whose module the tenant has switched on. */
  isOpen: (slug: string) => boolean
}

/** Uploading and reading the files that hang on records. */
export function filesRouter(options: Options): Router {
  const router = Router()
  const act =
    (answer: (request: Request, response: Response) => Promise<void>): RequestHandler =>
    (request, response, next) => {
      if (options.isOpen(ATTACHMENTS)) {
        answer(request, response).catch(next)
      } else {
        next()
      }
    }
  router.post('/api/attachments/upload', act(uploadAttachment))
  router.get('/api/attachments/:id/file', act(answerFile))
  router.get('/api/attachments/:id/thumbnail', act(answerThumbnail))
  router.get('/api/attachments/:id/link', act(answerLink))
  router.get('/files/:token', act(answerSigned))

  return router
}
