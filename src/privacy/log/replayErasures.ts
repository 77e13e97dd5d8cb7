import { database } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { eraseRecord } from '../erase/eraseRecord.ts'
import type { ErasureEntry } from '../types.ts'
import { erasureMarks } from './erasureMarks.ts'

const BATCH = 1000

/** A person of the log who is there under another id. */
export type ReturnedPerson = { collection: string; erasure: string; id: string }

/**
 * Carries the entries of a log out again in the running tenant, as after a backup was restored. People
 * who stand there once more under another id are not touched but named, by the marks of their identifiers.
 */
export async function replayErasures(
  dataDir: string,
  entries: readonly ErasureEntry[],
): Promise<{ erased: number; returned: ReturnedPerson[] }> {
  for (const entry of entries) {
    const { collection, reason, recordId: id } = entry
    await eraseRecord({ collection, dataDir, entry, id, reason })
  }

  return { erased: entries.length, returned: await findReturned(entries) }
}

async function findReturned(entries: readonly ErasureEntry[]): Promise<ReturnedPerson[]> {
  const { tenantId } = requireTenantScope()
  const byMark = new Map(entries.flatMap(({ id, marks }) => marks.map((mark) => [mark, id])))
  const returned: ReturnedPerson[] = []
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const [rows = []] = await database().read([
      {
        text: `select id, value, entity_type, entity_id from identifiers
          where tenant_id = $1::uuid and id > $2::uuid order by id limit ${BATCH}`,
        values: [tenantId, last],
      },
    ])
    for (const row of rows) {
      const [mark = ''] = erasureMarks(tenantId, [String(row['value'])])
      const erasure = byMark.get(mark)
      if (erasure !== undefined) {
        const id = String(row['entity_id'])
        returned.push({ collection: String(row['entity_type']), erasure, id })
      }
    }
    if (rows.length < BATCH) {
      return returned
    }
    last = String(rows.at(-1)?.['id'])
  }
}
