import type { RecordDoc } from '../../collection/index.ts'
import { putAt, readRecords, valueAt } from '../../collection/index.ts'
import { writeAt } from '../../files/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import type { ExportColumn, ExportRequest } from '../types.ts'
import { cellsOf } from './cellsOf.ts'
import type { ExportPart, ExportState } from './exportState.ts'
import type { TableFormat } from './formatOf.ts'
import { whereOf } from './listIds.ts'
import { readRelated } from './readRelated.ts'

/** What a page is written with. */
export type PageContext = {
  columns: readonly ExportColumn[]
  currency: string
  /** Undefined for JSON. */
  format: TableFormat | undefined
  locale: string
  pathOf: (part: number) => string
  request: ExportRequest
}

/** Writes the records of some ids behind those before and gives where the export then stands. */
export async function writePage(
  transaction: Transaction,
  ids: readonly string[],
  state: ExportState,
  context: PageContext,
): Promise<ExportState> {
  const docs = await readPage(transaction, ids, context.request)
  const lines = await linesOf(transaction, docs, context)
  const parts = [...state.parts]
  let rest = lines
  while (rest.length > 0 || parts.length === 0) {
    rest = await fillPart(parts, rest, context)
  }

  return {
    ...state,
    parts,
    position: state.position + ids.length,
    rows: state.rows + docs.length,
  }
}

async function readPage(
  transaction: Transaction,
  ids: readonly string[],
  request: ExportRequest,
): Promise<RecordDoc[]> {
  if (ids.length === 0) {
    return []
  }
  // Asked again, so that what was trashed or taken from the person meanwhile stays out.
  const { docs } = await readRecords(
    {
      collection: request.collection,
      limit: 0,
      sort: 'id',
      where: { and: [{ id: { in: [...ids] } }, whereOf(request)] },
    },
    transaction,
  )
  const byId = new Map(docs.map((doc) => [doc.id, doc]))

  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function linesOf(
  transaction: Transaction,
  docs: readonly RecordDoc[],
  { columns, currency, format, locale, request }: PageContext,
): Promise<string[]> {
  if (format === undefined) {
    return docs.map((doc) => `${JSON.stringify(picked(doc, request.fields))}\n`)
  }
  const related = await readRelated(transaction, columns, docs)

  return docs.map((doc) => format.row(cellsOf(doc, { columns, currency, locale, related })))
}

function picked(doc: RecordDoc, fields: readonly string[] | undefined): Record<string, unknown> {
  if (fields === undefined) {
    return doc
  }
  const part: Record<string, unknown> = {}
  for (const path of fields) {
    putAt(part, path, valueAt(doc, path) ?? null)
  }

  return part
}

/** Fills the last part as far as it goes, or begins the next, and gives the lines that are left. */
async function fillPart(
  parts: ExportPart[],
  lines: string[],
  { columns, format, pathOf }: PageContext,
): Promise<string[]> {
  const most = format?.partRows ?? Number.POSITIVE_INFINITY
  const last = parts.at(-1)
  const isNew = last === undefined || last.rows >= most
  const index = isNew ? parts.length : parts.length - 1
  const part = isNew ? { bytes: 0, rows: format === undefined ? 0 : 1 } : last
  const taken = lines.slice(0, most - part.rows)
  const head = isNew ? (format?.head(columns) ?? '') : ''
  parts[index] = {
    bytes: await writeAt(pathOf(index + 1), part.bytes, head + taken.join('')),
    rows: part.rows + taken.length,
  }

  return lines.slice(taken.length)
}
