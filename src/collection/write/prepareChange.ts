import { isId, newId } from '../../kernel/ids/index.ts'
import { hiddenPaths, readOnlyPaths } from '../access/fieldsOf.ts'
import { recordErrors } from '../errors.ts'
import { isSameValue } from '../model/isSameValue.ts'
import { copyRecord, putAt, valueAt } from '../model/paths.ts'
import type { Change, CollectionModel, FieldModel, PendingChange, RecordDoc } from '../types.ts'
import { normaliseValue } from './normaliseValue.ts'

/** How strictly the input of a change is taken. */
export type InputMode =
  /** A form posts whole documents: unknown and protected fields are left out. */
  | 'form'
  /** A client's JSON: unknown and protected fields are refused. */
  | 'strict'
  /** Code of ours: protected fields may be set. */
  | 'trusted'

/** The fields that the writer may not see, or see but not set. */
export type FieldLimits = { hidden: ReadonlySet<string>; readOnly: ReadonlySet<string> }

const NOTHING: ReadonlySet<string> = new Set()

/** The limits that the person of the running scope has in a collection; none for code of ours. */
export function limitsOf(model: CollectionModel, mode: InputMode): FieldLimits {
  return mode === 'trusted'
    ? { hidden: NOTHING, readOnly: NOTHING }
    : { hidden: hiddenPaths(model), readOnly: readOnlyPaths(model) }
}

/** Builds the record as it will stand after a change, validated field by field. */
export function prepareChange(
  model: CollectionModel,
  change: Change,
  before: RecordDoc | null,
  options: FieldLimits & { mode: InputMode; now: string },
): Omit<PendingChange, 'refuse'> {
  const id = change.id ?? newId()
  const input = 'data' in change ? change.data : {}
  if (change.op === 'delete') {
    return { after: null, before, id, input, op: change.op }
  }
  const after: RecordDoc = before === null ? blank(model, id, options.now) : copyRecord(before)
  if (change.op === 'trash' || change.op === 'restore') {
    after['deletedAt'] = change.op === 'trash' ? options.now : null
  }
  applyInput(model, input, { after, before }, options)

  return { after, before, id, input, op: change.op }
}

/** Throws `RECORD_FIELD_REQUIRED` when a record, as rules left it, lacks a required value. */
export function requireValues(model: CollectionModel, after: RecordDoc): void {
  for (const field of model.fields) {
    if (field.required && (valueAt(after, field.path) ?? null) === null) {
      throw recordErrors.FIELD_REQUIRED({ field: field.path })
    }
  }
}

/** The fields whose values differ between two states of a record. */
export function changedFields(
  model: CollectionModel,
  before: RecordDoc,
  after: RecordDoc,
): FieldModel[] {
  return model.fields.filter(
    (field) => !isSameValue(field, valueAt(before, field.path), valueAt(after, field.path)),
  )
}

function blank(model: CollectionModel, id: string, now: string): RecordDoc {
  const doc: RecordDoc = { id }
  for (const field of model.fields) {
    putAt(doc, field.path, null)
  }
  doc['createdAt'] = now
  doc['updatedAt'] = now
  if (model.tracked) {
    doc['version'] = 1
  }

  return doc
}

function applyInput(
  model: CollectionModel,
  input: Record<string, unknown>,
  { after, before }: { after: RecordDoc; before: RecordDoc | null },
  { hidden, mode, readOnly }: FieldLimits & { mode: InputMode },
): void {
  for (const [path, value] of leaves(model, input)) {
    const field = hidden.has(path) ? undefined : model.byPath.get(path)
    if (path === 'id') {
      if (mode === 'strict' && value !== after.id) {
        throw recordErrors.FIELD_PROTECTED({ field: 'id' })
      }
      continue
    }
    if (field === undefined) {
      if (mode === 'strict') {
        throw recordErrors.FIELD_UNKNOWN({ field: path })
      }
      continue
    }
    if ((field.protected || readOnly.has(path)) && mode !== 'trusted') {
      if (mode === 'strict' && !isSameValue(field, value, valueAt(before, path))) {
        throw recordErrors.FIELD_PROTECTED({ field: path })
      }
      continue
    }
    putAt(after, path, normaliseValue(field, value))
  }
}

/** The leaves of nested input by dotted path, as far down as the model has groups. */
function leaves(
  model: CollectionModel,
  input: Record<string, unknown>,
  prefix = '',
): [string, unknown][] {
  return Object.entries(input).flatMap(([key, value]): [string, unknown][] => {
    const path = `${prefix}${key}`
    const isGroup =
      value !== null &&
      typeof value === 'object' &&
      !Array.isArray(value) &&
      !isId(value) &&
      !model.byPath.has(path) &&
      model.fields.some((field) => field.path.startsWith(`${path}.`))

    return isGroup ? leaves(model, value as Record<string, unknown>, `${path}.`) : [[path, value]]
  })
}
