import type { Request, Response } from 'express'

import type { Disposition } from '../../files/index.ts'
import { files, filesErrors, MAX_LINK_SECONDS, siblingKey } from '../../files/index.ts'
import { accessOfUser } from '../../identity/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { requireTenantScope, runAsTenant } from '../../kernel/scope/index.ts'
import { requirePrincipal } from '../records/recordRequest.ts'
import type { Attachment } from './attachment.ts'
import { attachmentIdOf, readAttachment } from './attachment.ts'
import { attachmentErrors } from './errors.ts'
import { sendFile } from './sendFile.ts'

const LINK_SECONDS = 300

/** `GET /api/attachments/:id/file`: the bytes, to save unless `?disposition=inline` asks to show a picture. */
export async function answerFile(request: Request, response: Response): Promise<void> {
  requirePrincipal()
  const attachment = await readAttachment(String(request.params['id']))
  await sendAttachment(request, response, attachment, dispositionOf(request))
}

/** `GET /api/attachments/:id/thumbnail`: the small picture of an image, once it is made. */
export async function answerThumbnail(request: Request, response: Response): Promise<void> {
  requirePrincipal()
  const { fileName, sha256, storageKey } = await readAttachment(String(request.params['id']))
  const key = siblingKey(storageKey, 'thumbnails')
  try {
    const { size, stream } = await files().get(key)
    stream.destroy()
    await sendFile(request, response, {
      disposition: 'inline',
      etag: `"thumbnail-${sha256}"`,
      fileName: `${fileName}.webp`,
      key,
      mediaType: 'image/webp',
      size,
    })
  } catch (error) {
    throw isTenonError(error, 'FILES_NOT_FOUND')
      ? attachmentErrors.THUMBNAIL_MISSING({}, error)
      : error
  }
}

/** `GET /api/attachments/:id/link?seconds=&disposition=`: a link that works without signing in, an hour at most. */
export async function answerLink(request: Request, response: Response): Promise<void> {
  const { userId } = requirePrincipal()
  const { storageKey } = await readAttachment(String(request.params['id']))
  const asked = queryOf(request).get('seconds') ?? ''
  const seconds = /^\d{1,6}$/.test(asked) ? Math.min(Number(asked), MAX_LINK_SECONDS) : LINK_SECONDS
  const { expiresAt, token } = files().sign(
    { disposition: dispositionOf(request), key: storageKey, userId },
    seconds,
  )
  response.setHeader('cache-control', 'no-store')
  response.json({ expiresAt: expiresAt.toISOString(), url: `/files/${token}` })
}

/**
 * `GET /files/:token`: what a signed link stands for, if the person who took it may still read it.
 * Forged, foreign, expired and revoked ones answer alike.
 */
export async function answerSigned(request: Request, response: Response): Promise<void> {
  const token = String(request.params['token'])
  // The token opens the file: it must not stand in the log, which keeps addresses.
  request.originalUrl = '/files/:token'
  const { disposition, key, userId } = files().verifySigned(token)
  const attachment = await readAs(userId, key).catch((error: unknown) => {
    throw isTenonError(error, 'RECORD_NOT_FOUND') ? filesErrors.LINK_INVALID({}, error) : error
  })
  await sendAttachment(request, response, attachment, disposition)
}

async function readAs(userId: string, key: string): Promise<Attachment> {
  const access = await database().transaction((transaction) => accessOfUser(transaction, userId))
  const id = await attachmentIdOf(key)
  if (access === undefined || id === undefined) {
    throw filesErrors.LINK_INVALID({})
  }
  const { correlationId, tenantId } = requireTenantScope()

  return runAsTenant({ access, correlationId, tenantId, userId }, () => readAttachment(id))
}

function sendAttachment(
  request: Request,
  response: Response,
  { fileName, mediaType, sha256, size, storageKey }: Attachment,
  disposition: Disposition,
): Promise<void> {
  return sendFile(request, response, {
    disposition,
    etag: `"${sha256}"`,
    fileName,
    key: storageKey,
    mediaType,
    size,
  })
}

function dispositionOf(request: Request): Disposition {
  return queryOf(request).get('disposition') === 'inline' ? 'inline' : 'attachment'
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams
}
