import type { Change, RecordDoc, WriteResult } from '../../collection/index.ts'
import { snake } from '../guess/words.ts'
import type { TableRow } from '../parse/tableRow.ts'
import { resolveReferences } from '../relations/resolveReferences.ts'
import { prepareRow } from '../rows/prepareRow.ts'
import { toFault } from '../rows/rowErrors.ts'
import type { PreparedRow } from '../types.ts'
import { differencesOf } from './differences.ts'
import { matchRows, matchValue } from './matchRows.ts'
import { noteCreation, noteUpdate, previewOf } from './previews.ts'
import { rowId } from './rowId.ts'
import { titleDeals } from './titleDeals.ts'
import type { StepContext } from './types.ts'

/** Writes some rows of the file: what is wrong with a row is reported and the others are written. */
export async function importRows(context: StepContext, source: readonly TableRow[]): Promise<void> {
  const { model, plan, report } = context
  const prepared = source.map((row) => prepareRow(model, plan, row))
  const rows = prepared.filter((row) => row !== null)
  report.skipped += prepared.length - rows.length
  await resolveReferences(context, sound(rows), (one) => one.relationTo !== plan.collection)
  for (const wave of waves(context, sound(rows))) {
    await writeWave(context, wave)
  }
  for (const row of rows) {
    reportFaults(context, row)
    if (context.dryRun) {
      report.previews.push(previewOf(row))
    }
  }
}

/** Puts the faults of a row into the report and counts it as failed. */
export function reportFaults({ report }: StepContext, row: PreparedRow): void {
  report.failed += row.faults.length > 0 ? 1 : 0
  row.faults.forEach((fault) => {
    report.errors.push({ error: { ...fault, row: row.row }, raw: row.raw })
  })
}

/** The rows nothing is wrong with so far. */
export function sound(rows: readonly PreparedRow[]): PreparedRow[] {
  return rows.filter((row) => row.faults.length === 0)
}

// Rows that mean the same record are written one after the other, so that the later one updates.
function waves(context: StepContext, rows: readonly PreparedRow[]): PreparedRow[][] {
  const result: PreparedRow[][] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const value = matchValue(context, row)
    const wave = value === null ? 0 : (seen.get(value) ?? 0)
    if (value !== null) {
      seen.set(value, wave + 1)
    }
    ;(result[wave] ??= []).push(row)
  }

  return result
}

async function writeWave(context: StepContext, wave: readonly PreparedRow[]): Promise<void> {
  const { plan, store } = context
  const matched = await matchRows(context, wave)
  const rows = sound(wave)
  const standing = await store.read(plan.collection, [...matched.values()])
  titleDeals(
    context,
    rows.filter((row) => !matched.has(row)),
  )
  const changes = rows.map((row): Change => {
    const id = matched.get(row)

    return id === undefined
      ? { data: row.data, id: rowId(context.jobId, row.row), op: 'create' }
      : { data: row.data, id, op: 'update' }
  })
  const results = await store.write(plan.collection, changes)
  const linked: { id: string; value: string }[] = []
  rows.forEach((row, index) => {
    const result = results[index]
    if (result?.ok === true && row.external !== null && !matched.has(row)) {
      linked.push({ id: result.id, value: row.external })
    }
    settleRow(context, row, result, standing.get(matched.get(row) ?? ''))
  })
  await store.linkExternal({
    collection: plan.collection,
    entries: linked,
    source: sourceOf(context),
  })
}

function settleRow(
  context: StepContext,
  row: PreparedRow,
  result: undefined | WriteResult,
  before: RecordDoc | undefined,
): void {
  const { memory, model, report } = context
  if (result?.ok !== true) {
    row.faults.push(withColumn(context, toFault(result?.error)))

    return
  }
  const value = matchValue(context, row)
  const again = context.dryRun && value !== null && memory.dryNames.has(`match\u0000${value}`)
  if (context.dryRun && value !== null) {
    memory.dryNames.add(`match\u0000${value}`)
  }
  if (before === undefined) {
    report[again ? 'updated' : 'created'] += 1
    rememberName(context, row)
    if (context.dryRun) {
      noteCreation(model, row, result.doc, again)
    }

    return
  }
  const differences = differencesOf(model, before, result.doc, row)
  const isSame = differences.length === 0
  report[isSame ? 'skipped' : 'updated'] += 1
  if (context.dryRun) {
    report.differences.push(...differences)
    noteUpdate(model, row, result.doc ?? before, differences)
  }
}

// The rows of a dry run are undone, yet later rows may refer to them.
function rememberName({ dryRun, memory, model }: StepContext, row: PreparedRow): void {
  const title = row.data[model.title]
  if (dryRun && typeof title === 'string') {
    memory.dryNames.add(title.toLowerCase())
  }
  if (dryRun && row.external !== null) {
    memory.dryNames.add(row.external.toLowerCase())
  }
}

function withColumn({ plan }: StepContext, fault: ReturnType<typeof toFault>) {
  const column = plan.columns.find(
    ({ target }) => target?.kind === 'field' && target.path === fault.field,
  )

  return column === undefined || fault.column !== undefined
    ? fault
    : { ...fault, column: column.header }
}

function sourceOf({ plan }: StepContext): string {
  return plan.match.by === 'external' ? plan.match.source : externalSource(plan)
}

function externalSource(plan: StepContext['plan']): string {
  const column = plan.columns.find(({ target }) => target?.kind === 'external')

  return column === undefined ? 'csv' : snake(column.header)
}
