import type { RecordDoc } from '../../collection/index.ts'
import { levelHere, modelOf, readRecords, valueAt } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { ExportColumn } from '../types.ts'

/** Records that others refer to, by collection and id, as far as the person may read them. */
export type Related = ReadonlyMap<string, ReadonlyMap<string, RecordDoc>>

/** Reads what a page of records refers to: one statement per collection. */
export async function readRelated(
  transaction: Transaction,
  columns: readonly ExportColumn[],
  docs: readonly RecordDoc[],
): Promise<Related> {
  const wanted = new Map<string, Set<string>>()
  const references = columns.filter(({ kind }) => kind === 'reference')
  for (const column of references) {
    for (const doc of docs) {
      const found = referenceOf(column, doc)
      if (found !== undefined) {
        const ids = wanted.get(found.collection) ?? new Set()
        wanted.set(found.collection, ids.add(found.id))
      }
    }
  }
  const related = new Map<string, ReadonlyMap<string, RecordDoc>>()
  for (const [collection, ids] of wanted) {
    if (levelHere(modelOf(collection), 'read') !== 'none') {
      const where = { id: { in: [...ids] } }
      const page = await readRecords({ collection, limit: 0, sort: 'id', where }, transaction)
      related.set(collection, new Map(page.docs.map((doc) => [doc.id, doc])))
    }
  }

  return related
}

/** The record that a relation names, or undefined. */
export function referenceOf(
  column: ExportColumn,
  doc: RecordDoc,
): { collection: string; id: string } | undefined {
  const value = valueAt(doc, column.path)
  if (typeof value === 'string' && column.relationTo !== undefined) {
    return { collection: column.relationTo, id: value }
  }
  if (value !== null && typeof value === 'object' && 'relationTo' in value && 'value' in value) {
    return { collection: String(value.relationTo), id: String(value.value) }
  }

  return undefined
}
