import { createHash } from 'node:crypto'

import { daysFromAnchor } from './days.ts'
import type { DemoContext, DemoFile, DemoRecord } from './types.ts'

const COUNT = 6

/** Notes that hang on some deals: their records and the bytes that belong to them. */
export function makeAttachments(
  { names, ownerIds, random }: DemoContext,
  deals: readonly DemoRecord[],
): { files: DemoFile[]; records: DemoRecord[] } {
  const made = Array.from({ length: COUNT }, (_, index) => {
    const deal = random.pick(deals)
    const at = daysFromAnchor(-random.integer(1, 90))
    const content = `${String(deal.data['title'])}\n\n${random.pick(names.subjects.note)}.\n`
    const key = `attachments/${random.id(at)}`

    return {
      file: { content, key },
      record: {
        data: {
          fileName: `${names.noteFile} ${index + 1}.txt`,
          mediaType: 'application/octet-stream',
          sha256: createHash('sha256').update(content).digest('hex'),
          size: Buffer.byteLength(content),
          storageKey: key,
          target: { relationTo: 'deals', value: deal.id },
          uploadedBy: random.pick(ownerIds),
        },
        id: random.id(at),
      },
    }
  })

  return { files: made.map(({ file }) => file), records: made.map(({ record }) => record) }
}
