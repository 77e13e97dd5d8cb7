import type { CollectionModel, FieldModel, RecordDoc } from '../../collection/index.ts'
import { modelOf, putAt, readRecords, valueAt, writeRecords } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { RecordIds } from '../types.ts'
import { isPerson, personalFields } from '../values/personalFields.ts'

/**
 * Empties the personal fields of a person's record, gives it the general name and puts it into the trash:
 * what refers to it goes on to refer to it.
 */
export async function clearRecord(
  transaction: Transaction,
  model: CollectionModel,
  doc: RecordDoc,
  name: string,
): Promise<void> {
  const data = emptied(model, doc, name)
  await writeRecords(
    { changes: [{ data, id: doc.id, op: 'update' }], collection: model.slug },
    transaction,
  )
  if (model.trash && (doc['deletedAt'] ?? null) === null) {
    await writeRecords(
      { changes: [{ id: doc.id, op: 'trash' }], collection: model.slug },
      transaction,
    )
  }
}

/**
 * Empties the personal fields of records that belong to a person; a record that cannot be without such a
 * value is deleted, such as an attachment with its file. Gives what was deleted and all that held any.
 */
export async function clearBelongings(
  transaction: Transaction,
  belonging: RecordIds,
  name: string,
): Promise<{ deleted: Record<string, number>; touched: string[] }> {
  const deleted: Record<string, number> = {}
  const touched: string[] = []
  for (const [slug, ids] of belonging) {
    const model = modelOf(slug)
    const fields = personalFields(model)
    // A person who belongs to another is erased on their own account.
    if (fields.length === 0 || isPerson(model)) {
      continue
    }
    touched.push(...ids)
    if (fields.some(({ required }) => required)) {
      const changes = [...ids].map((id) => ({ id, op: 'delete' as const }))
      await writeRecords({ changes, collection: slug }, transaction)
      deleted[slug] = ids.size
      continue
    }
    const { docs } = await readRecords(
      { collection: slug, limit: 0, where: { id: { in: [...ids] } } },
      transaction,
    )
    const changes = docs.map((doc) => ({
      data: emptied(model, doc, name),
      id: doc.id,
      op: 'update' as const,
    }))
    await writeRecords({ changes, collection: slug }, transaction)
  }

  return { deleted, touched }
}

function emptied(model: CollectionModel, doc: RecordDoc, name: string): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  // What rules derive follows from the rest.
  for (const field of personalFields(model).filter((one) => !one.protected)) {
    const value = leftOf(field, name)
    if (value !== null || (valueAt(doc, field.path) ?? null) !== null) {
      putAt(data, field.path, value)
    }
  }

  return data
}

function leftOf({ kind, personal, required }: FieldModel, name: string): null | string {
  return personal === 'title' || (required && kind === 'text') ? name : null
}
