import { hiddenPaths } from '../access/fieldsOf.ts'
import { isSameValue } from '../model/isSameValue.ts'
import { putAt, valueAt } from '../model/paths.ts'
import type { Change, CollectionModel, FieldModel, RecordDoc } from '../types.ts'
import type { BatchChange } from './changesOfBatch.ts'
import { batchErrors } from './errors.ts'

/** What taking back one change row comes to: changes to write, a reason to leave it, or nothing to do. */
export type UndoPlan = { changes: readonly Change[] } | { kept: Error }

/** Decides how one change row is taken back, given the record as it stands under lock. */
export function planUndo(
  model: CollectionModel,
  change: BatchChange,
  current: RecordDoc | null,
): UndoPlan {
  if (isErased(change)) {
    return { kept: batchErrors.ROW_ERASED({}) }
  }
  if (change.op === 'delete') {
    return current === null ? bringBack(model, change) : { kept: changed(model, []) }
  }
  if (current === null) {
    return { kept: batchErrors.ROW_GONE({}) }
  }
  const fields = writtenFields(model, change)
  if (change.before !== null && differing(fields, change.before, current).length === 0) {
    return { changes: [] }
  }
  const moved = differing(fields, change.after, current)
  if (moved.length > 0 && !isTrashedAgain(change, current)) {
    return { kept: changed(model, moved) }
  }

  return { changes: changesBack(model, change, fields) }
}

function changesBack(
  model: CollectionModel,
  { before, op, recordId: id }: BatchChange,
  fields: readonly FieldModel[],
): Change[] {
  switch (op) {
    case 'create':
      return [{ id, op: model.trash ? 'trash' : 'delete' }]
    case 'restore':
      return [{ id, op: 'trash' }]
    case 'trash':
      return [{ id, op: 'restore' }]
    default: {
      const data = dataOf(before, fields)

      return Object.keys(data).length === 0 ? [] : [{ data, id, op: 'update' }]
    }
  }
}

function bringBack(model: CollectionModel, change: BatchChange): UndoPlan {
  const { before, recordId: id } = change
  const data = dataOf(before, writtenFields(model, change), { withNulls: false })
  const wasTrashed = (valueAt(before, 'deletedAt') ?? null) !== null

  return {
    changes: [{ data, id, op: 'create' }, ...(wasTrashed ? [{ id, op: 'trash' } as const] : [])],
  }
}

function differing(
  fields: readonly FieldModel[],
  one: unknown,
  other: RecordDoc,
): readonly FieldModel[] {
  return fields.filter(
    (field) => !isSameValue(field, valueAt(one, field.path), valueAt(other, field.path)),
  )
}

/** A record brought back from being deleted for good lies in the trash since then, not since it was put there. */
function isTrashedAgain({ after, op }: BatchChange, current: RecordDoc): boolean {
  const momentOf = (value: unknown) => new Date(String(value)).getTime()

  return (
    op === 'trash' &&
    (current['deletedAt'] ?? null) !== null &&
    momentOf(current['createdAt']) > momentOf(after?.['deletedAt'])
  )
}

/** The fields a change has set itself, and the mark of the trash; what rules derive is left to them. */
function writtenFields(model: CollectionModel, { after, before }: BatchChange): FieldModel[] {
  const state = after ?? before

  return model.fields.filter(
    (field) =>
      (!field.protected || (field.path === 'deletedAt' && after !== null)) &&
      valueAt(state, field.path) !== undefined,
  )
}

function dataOf(
  before: Record<string, unknown> | null,
  fields: readonly FieldModel[],
  { withNulls } = { withNulls: true },
): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  for (const field of fields.filter((one) => !one.protected)) {
    const value = valueAt(before, field.path) ?? null
    if (withNulls || value !== null) {
      putAt(data, field.path, value)
    }
  }

  return data
}

function isErased({ after, before, op }: BatchChange): boolean {
  const kept = op === 'create' ? after : before

  return kept === null
}

/** Names what has changed, as far as the reader may know of it. */
function changed(model: CollectionModel, fields: readonly FieldModel[]): Error {
  const hidden = hiddenPaths(model)
  const names = fields.map(({ path }) => path).filter((path) => !hidden.has(path))

  return batchErrors.ROW_CHANGED({ fields: names.join(', ') })
}
