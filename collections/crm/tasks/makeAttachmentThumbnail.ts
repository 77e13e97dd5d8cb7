import { Readable } from 'node:stream'
import { z } from 'zod'

import { files, isFileKey, makeThumbnail, siblingKey } from 'tenon/files'
import { defineJob } from 'tenon/jobs'
import { database } from 'tenon/kernel'

/**
 * Makes the thumbnail of an attachment beside its bytes, as an act of the system. Run twice it makes the
 * same again; a picture that cannot be decoded fails with `FILES_IMAGE_REFUSED`.
 */
export const makeAttachmentThumbnail = defineJob({
  input: z.object({ attachment: z.uuid() }),
  kind: 'crm:make-thumbnail',
  run: async ({ input, signal, tenantId }) => {
    const key = await keyOf(input.attachment, tenantId)
    if (key === undefined) {
      return undefined
    }
    const { stream } = await files().get(key)
    const made = await makeThumbnail(stream, signal)
    const thumbnail = siblingKey(key, 'thumbnails')
    await files().put(thumbnail, Readable.from([made]))
    // The attachment may have gone meanwhile, and what removed its files cannot have seen this one.
    if ((await keyOf(input.attachment, tenantId)) === undefined) {
      await files().remove(thumbnail)
    }

    return { bytes: made.length }
  },
})

async function keyOf(id: string, tenantId: string): Promise<string | undefined> {
  const [rows = []] = await database().read([
    {
      text: 'select storage_key from attachments where tenant_id = $1 and id = $2',
      values: [tenantId, id],
    },
  ])
  const key = rows[0]?.['storage_key']

  return isFileKey(key) ? key : undefined
}
