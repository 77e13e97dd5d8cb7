import { z } from 'zod'

import { files, isFileKey, siblingKey } from 'tenon/files'
import { defineJob } from 'tenon/jobs'

/** Removes the bytes and thumbnails of attachments that are gone for good. Run twice it removes nothing more. */
export const removeAttachmentFiles = defineJob({
  input: z.object({ keys: z.array(z.string().refine(isFileKey)).max(1000) }),
  kind: 'crm:remove-files',
  run: async ({ input }) => {
    for (const key of input.keys) {
      await files().remove(key)
      await files().remove(siblingKey(key, 'thumbnails'))
    }

    return { files: input.keys.length }
  },
})
