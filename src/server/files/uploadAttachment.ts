import type { Request, Response } from 'express'

import { modelOf, readRecords, writeRecord } from '../../collection/index.ts'
import { files, filesErrors, INSPECTED_BYTES, inspectFile, newFileKey } from '../../files/index.ts'
import { database } from '../../kernel/db/index.ts'
import { isTenonError } from '../../kernel/errors/index.ts'
import { newId } from '../../kernel/ids/index.ts'
import { log } from '../../kernel/log/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { requireRoom, storageHeld } from '../../usage/index.ts'
import { requireLevel, requirePrincipal } from '../records/recordRequest.ts'
import type { AttachmentTarget } from './attachment.ts'
import { ATTACHMENTS, requireTarget } from './attachment.ts'
import { attachmentErrors } from './errors.ts'

type Wanted = { fileName: string; target: AttachmentTarget }

/**
 * `POST /api/attachments/upload?collection=&record=&name=`: the body, whatever type it claims, becomes a
 * file of that record. Bytes first, record second; without a record no bytes are kept.
 */
export async function uploadAttachment(request: Request, response: Response): Promise<void> {
  requirePrincipal()
  requireLevel(modelOf(ATTACHMENTS), 'create')
  const wanted = wantedOf(request)
  await requireTarget(wanted.target)
  const { maxBytes } = files()
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    throw filesErrors.TOO_LARGE({ maxBytes })
  }
  const storageKey = newFileKey(ATTACHMENTS)
  // The request must outlive a refusal: it still has to be answered.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  const facts = await files().put(storageKey, body)
  const id = await keepOrRemove(storageKey, async () => {
    if (facts.size === 0) {
      throw filesErrors.EMPTY({})
    }
    await requireRoomForFile(facts.size)
    const { mediaType, size } = await inspectFile(await readHead(storageKey, facts.size))
    const { height = null, width = null } = size ?? {}

    return writeAttachment({ ...wanted, ...facts, height, mediaType, storageKey, width })
  })
  response.status(201).json({ doc: await readBack(id), message: 'created' })
}

function wantedOf(request: Request): Wanted {
  if (request.headers['content-type']?.trim().toLowerCase().startsWith('multipart/') === true) {
    throw attachmentErrors.FORM_UNSUPPORTED({})
  }
  const query = new URL(request.originalUrl, 'http://localhost').searchParams
  const fileName = query.get('name') ?? ''
  if (fileName.trim() === '') {
    throw attachmentErrors.NAME_MISSING({ field: 'name' })
  }

  return {
    fileName,
    target: {
      relationTo: query.get('collection') ?? '',
      value: (query.get('record') ?? '').toLowerCase(),
    },
  }
}

async function keepOrRemove<T>(storageKey: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // Whether the record stands is not known then; the sweep looks later.
    if (!isTenonError(error, 'DATABASE_COMMIT_UNKNOWN')) {
      await files()
        .remove(storageKey)
        .catch((failure: unknown) => {
          log().warn({ err: failure }, 'bytes of a refused upload could not be removed')
        })
    }
    throw error
  }
}

async function readHead(storageKey: string, size: number): Promise<Buffer> {
  const { stream } = await files().get(storageKey, {
    end: Math.min(size, INSPECTED_BYTES) - 1,
    start: 0,
  })
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
  }

  return Buffer.concat(chunks)
}

async function requireRoomForFile(bytes: number): Promise<void> {
  await requireRoom({ kind: 'storageBytes', more: bytes }, async () => {
    const [rows = []] = await database().read([
      {
        text: storageHeld(modelOf(ATTACHMENTS).table),
        values: [requireTenantScope().tenantId],
      },
    ])

    return Number(rows[0]?.['held'] ?? 0)
  })
}

/** Trusted, because the facts of the file are protected; the right to create was asked for before. */
async function writeAttachment(data: Record<string, unknown>): Promise<string> {
  const id = newId()
  await writeRecord({ change: { data, id, op: 'create' }, collection: ATTACHMENTS })

  return id
}

/** As the person may see it, which can be less than was written. */
async function readBack(id: string): Promise<Record<string, unknown>> {
  const { docs } = await readRecords({
    collection: ATTACHMENTS,
    limit: 1,
    where: { id: { equals: id } },
  })

  return docs[0] ?? { id }
}
