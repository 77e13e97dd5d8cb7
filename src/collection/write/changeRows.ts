import type { RecordChange } from '../../events/index.ts'
import { putAt, valueAt } from '../model/paths.ts'
import type { CollectionModel, FieldModel, PendingChange, RecordDoc } from '../types.ts'
import { changedFields } from './prepareChange.ts'

const PARTICIPLES: Readonly<Record<PendingChange['op'], string>> = {
  create: 'created',
  delete: 'deleted',
  restore: 'restored',
  trash: 'trashed',
  update: 'updated',
}

/** The change rows of a batch: whole records when made or deleted, only the changed fields else. */
export function changeRows(
  model: CollectionModel,
  changes: readonly PendingChange[],
): RecordChange[] {
  return changes.map((change) => {
    const { after, before } = change
    const fields =
      before === null || after === null ? model.fields : changedFields(model, before, after)

    return {
      after: after === null ? null : pick(after, fields),
      before: before === null ? null : pick(before, fields),
      collection: model.slug,
      op: change.op,
      recordId: change.id,
      recordVersion: Number(after?.['version'] ?? Number(before?.['version'] ?? 0) + 1),
      type: `${model.module}.${model.noun}.${PARTICIPLES[change.op]}`,
    }
  })
}

function pick(doc: RecordDoc, fields: readonly FieldModel[]): Record<string, unknown> {
  const part: Record<string, unknown> = {}
  for (const field of fields) {
    putAt(part, field.path, valueAt(doc, field.path) ?? null)
  }

  return part
}
