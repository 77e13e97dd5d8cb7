import type { RecordDoc } from '../../collection/index.ts'
import { modelOf, readRecords, recordErrors } from '../../collection/index.ts'
import { isId } from '../../kernel/ids/index.ts'
import { runUnrestricted } from '../../kernel/scope/index.ts'
import { isCollectionOn } from '../../plugin/index.ts'
import { requestContext } from '../requestContext.ts'

/** The slug of the collection whose records stand for uploaded files. */
export const ATTACHMENTS = 'attachments'

/** A record that a file hangs on. */
export type AttachmentTarget = { relationTo: string; value: string }

/** An uploaded file as its record tells. */
export type Attachment = {
  fileName: string
  id: string
  mediaType: string
  sha256: string
  size: number
  storageKey: string
}

/**
 * An attachment that the person of the running scope may read together with the record it hangs on.
 * Foreign, missing, trashed and unreadable ones throw `RECORD_NOT_FOUND` alike.
 */
export async function readAttachment(id: string): Promise<Attachment> {
  if (!isId(id)) {
    throw recordErrors.NOT_FOUND({})
  }
  const where = { and: [{ id: { equals: id } }, { deletedAt: { exists: false } }] }
  const { docs } = await readRecords({ collection: ATTACHMENTS, limit: 1, where })
  if (docs.length === 0) {
    throw recordErrors.NOT_FOUND({})
  }
  // The role may hide fields that are needed here to find the bytes.
  const { docs: whole } = await runUnrestricted(() =>
    readRecords({ collection: ATTACHMENTS, limit: 1, where }),
  )
  const [doc] = whole
  const target = doc?.['target'] as AttachmentTarget | undefined
  if (doc === undefined || target === undefined || !(await isReadable(target))) {
    throw recordErrors.NOT_FOUND({})
  }

  return attachmentOf(doc)
}

/** True when the person of the running scope may read a record, in the trash or not. */
async function isReadable({ relationTo, value }: AttachmentTarget): Promise<boolean> {
  if (!isOn(relationTo)) {
    return false
  }
  const { docs } = await readRecords({
    collection: relationTo,
    limit: 1,
    where: { id: { equals: value } },
  })

  return docs.length === 1
}

/** The id of the attachment whose bytes lie under a key, whoever asks; undefined where there is none. */
export async function attachmentIdOf(storageKey: string): Promise<string | undefined> {
  const { docs } = await runUnrestricted(() =>
    readRecords({
      collection: ATTACHMENTS,
      limit: 1,
      where: { storageKey: { equals: storageKey } },
    }),
  )

  return docs[0]?.id
}

/**
 * Throws `RECORD_NOT_FOUND` unless files may hang on the collection and the person of the running scope
 * may read the record, which must not be in the trash.
 */
export async function requireTarget({ relationTo, value }: AttachmentTarget): Promise<void> {
  const targets = modelOf(ATTACHMENTS).byPath.get('target')?.targets ?? []
  if (!targets.includes(relationTo) || !isId(value) || !isOn(relationTo)) {
    throw recordErrors.NOT_FOUND({})
  }
  const isLive = modelOf(relationTo).trash ? { deletedAt: { exists: false } } : {}
  const { docs } = await readRecords({
    collection: relationTo,
    limit: 1,
    where: { and: [{ id: { equals: value } }, isLive] },
  })
  if (docs.length === 0) {
    throw recordErrors.NOT_FOUND({})
  }
}

/** False where the tenant has switched off the module of a collection. */
function isOn(slug: string): boolean {
  return isCollectionOn(requestContext.getStore()?.tenant.modules, slug)
}

function attachmentOf(doc: RecordDoc): Attachment {
  return {
    fileName: String(doc['fileName']),
    id: doc.id,
    mediaType: String(doc['mediaType']),
    sha256: String(doc['sha256']),
    size: Number(doc['size']),
    storageKey: String(doc['storageKey']),
  }
}
