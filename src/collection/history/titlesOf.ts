import type { Transaction } from '../../kernel/db/index.ts'
import { visibleField } from '../access/fieldsOf.ts'
import { valueAt } from '../model/paths.ts'
import { allModels } from '../model/registry.ts'
import { readRecords } from '../read/readRecords.ts'

/** The titles, by id, of those of the given records that the running scope may read. */
export async function titlesOf(
  transaction: Transaction,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Record<string, string>> {
  const titles: Record<string, string> = {}
  for (const model of allModels()) {
    const ids = wanted.get(model.slug)
    if (ids === undefined || ids.size === 0 || visibleField(model, model.title) === undefined) {
      continue
    }
    const { docs } = await readRecords(
      { collection: model.slug, limit: 0, where: { id: { in: [...ids] } } },
      transaction,
    )
    for (const doc of docs) {
      const title = valueAt(doc, model.title)
      if (typeof title === 'string') {
        titles[doc.id] = title
      }
    }
  }

  return titles
}
