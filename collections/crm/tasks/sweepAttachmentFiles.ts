import { z } from 'zod'

import { files, siblingKey } from 'tenon/files'
import { defineJob } from 'tenon/jobs'
import { database } from 'tenon/kernel'

const BATCH = 500
const KINDS = new Set(['attachments', 'thumbnails'])
const YOUNG_MS = 86_400_000

/**
 * Removes the bytes that no attachment stands for: what a server left that was killed between the bytes
 * and the record. Bytes of the last day are left alone; their record may be on its way.
 */
export const sweepAttachmentFiles = defineJob({
  input: z.object({}),
  kind: 'crm:sweep-files',
  run: async ({ signal, tenantId }) => {
    let removed = 0
    let batch: string[] = []
    const settle = async () => {
      signal.throwIfAborted()
      const orphans = await orphansOf(batch, tenantId)
      for (const key of orphans) {
        await files().remove(key)
      }
      removed += orphans.length
      batch = []
    }
    for await (const { key, modifiedAt } of files().list()) {
      if (KINDS.has(key.split('/')[0] ?? '') && Date.now() - modifiedAt.getTime() > YOUNG_MS) {
        batch.push(key)
      }
      if (batch.length === BATCH) {
        await settle()
      }
    }
    await settle()

    return { files: removed, parts: await files().tidy() }
  },
})

async function orphansOf(keys: readonly string[], tenantId: string): Promise<string[]> {
  const owner = (key: string) => siblingKey(key, 'attachments')
  const [rows = []] = await database().read([
    {
      text: 'select storage_key from attachments where tenant_id = $1 and storage_key = any($2)',
      values: [tenantId, keys.map(owner)],
    },
  ])
  const kept = new Set(rows.map((row) => row['storage_key']))

  return keys.filter((key) => !kept.has(owner(key)))
}
