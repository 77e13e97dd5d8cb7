import type { Change, RecordDoc } from '../../collection/index.ts'
import { valueAt } from '../../collection/index.ts'
import type { TableRow } from '../parse/tableRow.ts'
import { resolveReferences } from '../relations/resolveReferences.ts'
import { prepareRow } from '../rows/prepareRow.ts'
import { toFault } from '../rows/rowErrors.ts'
import type { ImportPlan, PreparedRow, RowReference } from '../types.ts'
import { matchRows } from './matchRows.ts'
import { noteLinks, previewOf } from './previews.ts'
import { rowId } from './rowId.ts'
import type { StepContext } from './types.ts'

/** The second pass over some rows: now that all of them stand, they are tied to each other. */
export async function linkRows(context: StepContext, source: readonly TableRow[]): Promise<void> {
  const { model, plan, store } = context
  const rows = source
    .map((row) => prepareRow(model, plan, row))
    .filter((row) => row !== null)
    .filter((row) => row.faults.length === 0 && row.references.some((one) => isSelf(plan, one)))
  if (context.dryRun) {
    dropKnown(context, rows)
  }
  const matched = await matchRows(context, rows)
  const idOf = (row: PreparedRow) => matched.get(row) ?? rowId(context.jobId, row.row)
  const standing = await store.read(plan.collection, rows.map(idOf))
  const present = rows.filter(
    (row) => row.faults.length === 0 && (context.dryRun || standing.has(idOf(row))),
  )
  const data = new Map(present.map((row) => [row, row.data]))
  present.forEach((row) => {
    row.data = {}
  })
  await resolveReferences(context, present, (one) => isSelf(plan, one))
  await writeLinks(context, present, (row) => standing.get(idOf(row)))
  present.forEach((row) => {
    row.data = data.get(row) ?? row.data
    reportLinkFaults(context, row)
  })
}

function isSelf(plan: ImportPlan, reference: RowReference): boolean {
  return reference.relationTo === plan.collection
}

async function writeLinks(
  { dryRun, plan, store }: StepContext,
  rows: readonly PreparedRow[],
  standing: (row: PreparedRow) => RecordDoc | undefined,
): Promise<void> {
  const linking = rows.flatMap((row) => {
    const record = standing(row)
    const news = row.references.some(
      ({ path }) =>
        valueAt(row.data, path) !== undefined && valueAt(row.data, path) !== valueAt(record, path),
    )

    return record !== undefined && news ? [{ id: record.id, row }] : []
  })
  const changes = linking.map(({ id, row }): Change => ({ data: row.data, id, op: 'update' }))
  const results = await store.write(plan.collection, changes)
  linking.forEach(({ row }, index) => {
    const result = results[index]
    if (result?.ok === false) {
      row.faults.push(toFault(result.error))
    } else if (dryRun) {
      noteLinks(row, standing(row))
    }
  })
}

function reportLinkFaults({ dryRun, report }: StepContext, row: PreparedRow): void {
  report.incomplete += row.faults.length > 0 ? 1 : 0
  row.faults.forEach((fault) => {
    report.errors.push({ error: { ...fault, row: row.row }, raw: row.raw })
  })
  if (dryRun && (row.preview !== undefined || row.faults.length + row.nearMisses.length > 0)) {
    report.previews.push(previewOf(row))
  }
}

function dropKnown({ memory, plan }: StepContext, rows: readonly PreparedRow[]): void {
  for (const row of rows) {
    row.references = row.references.filter(
      (one) => !isSelf(plan, one) || !memory.dryNames.has(one.value.toLowerCase()),
    )
  }
}
