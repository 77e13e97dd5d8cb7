import { isFileKey, isShownType } from 'tenon/files'
import { enqueueJob } from 'tenon/jobs'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { makeAttachmentThumbnail } from '../tasks/makeAttachmentThumbnail.ts'
import { removeAttachmentFiles } from '../tasks/removeAttachmentFiles.ts'

const KEYS_PER_JOB = 500

/** Has thumbnails made of new pictures, and the bytes of attachments that are gone for good removed. */
export async function keepAttachmentFiles(
  changes: readonly PendingChange[],
  { transaction }: RuleContext,
): Promise<void> {
  for (const { after, before, id } of changes) {
    if (before === null && after !== null && isShownType(String(after['mediaType']))) {
      await enqueueJob(makeAttachmentThumbnail, { attachment: id }, { transaction })
    }
  }
  const keys = changes
    .filter(({ after }) => after === null)
    .map(({ before }) => before?.['storageKey'])
    .filter(isFileKey)
  for (let at = 0; at < keys.length; at += KEYS_PER_JOB) {
    // By a job, which exists only if this commits: bytes cannot be rolled back.
    await enqueueJob(
      removeAttachmentFiles,
      { keys: keys.slice(at, at + KEYS_PER_JOB) },
      { transaction },
    )
  }
}
