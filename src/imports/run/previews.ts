import type { CollectionModel, RecordDoc } from '../../collection/index.ts'
import { valueAt } from '../../collection/index.ts'
import type { PreparedRow, RowDifference, RowPreview } from '../types.ts'

const SHOWN = 500
const SYSTEM = new Set(['createdAt', 'deletedAt', 'updatedAt', 'version'])

/** What a dry run says of a row, once it has been through everything. */
export function previewOf(row: PreparedRow): RowPreview {
  const { faults, nearMisses, preview } = row

  return {
    changes: preview?.changes ?? [],
    faults,
    nearMisses: nearMisses.map((one) => ({ ...one, value: one.value.slice(0, SHOWN) })),
    outcome: preview?.outcome ?? 'refused',
    recordId: preview?.recordId ?? null,
    row: row.row,
    title: preview?.title ?? null,
  }
}

/** Notes that a row would make a record with these values, or change one that an earlier row would make. */
export function noteCreation(
  model: CollectionModel,
  row: PreparedRow,
  doc: null | RecordDoc,
  isAgain: boolean,
): void {
  const changes = model.fields
    .filter(({ path }) => !SYSTEM.has(path) && (valueAt(doc, path) ?? null) !== null)
    .map(({ path }) => ({ field: path, from: null, to: clipped(valueAt(doc, path)) }))
  row.preview = {
    changes,
    outcome: isAgain ? 'changed' : 'created',
    recordId: null,
    title: titleOf(model, doc),
  }
}

/** Notes what a row would change in a record. */
export function noteUpdate(
  model: CollectionModel,
  row: PreparedRow,
  doc: RecordDoc,
  differences: readonly RowDifference[],
): void {
  row.preview = {
    changes: differences.map(({ after, before, field }) => ({
      field,
      from: clipped(before),
      to: clipped(after),
    })),
    outcome: differences.length === 0 ? 'unchanged' : 'changed',
    recordId: doc.id,
    title: titleOf(model, doc),
  }
}

/** Notes what tying rows to each other would change in a record. */
export function noteLinks(row: PreparedRow, standing: RecordDoc | undefined): void {
  const paths = row.references.map(({ path }) => path)
  const changes = [...new Set(paths)]
    .map((field) => ({
      field,
      from: valueAt(standing, field) ?? null,
      to: valueAt(row.data, field) ?? null,
    }))
    .filter(({ from, to }) => to !== null && from !== to)
  row.preview = { changes, outcome: 'changed', recordId: standing?.id ?? null, title: null }
}

function titleOf(model: CollectionModel, doc: null | RecordDoc): string | null {
  const title = valueAt(doc, model.title)

  return typeof title === 'string' ? title.slice(0, SHOWN) : null
}

function clipped(value: unknown): unknown {
  return typeof value === 'string' && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value
}
