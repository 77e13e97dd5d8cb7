import type { TableRow } from '../parse/tableRow.ts'

const BATCH = 1000
const BATCH_CHARACTERS = 4_000_000

/** The rows behind row `last`, in batches that stay small in memory whatever stands in the cells. */
export async function* batchesAfter(
  rows: AsyncGenerator<TableRow>,
  last: number,
): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = []
  let characters = 0
  for await (const row of rows) {
    if (row.row <= last) {
      continue
    }
    batch.push(row)
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0)
    if (batch.length === BATCH || characters > BATCH_CHARACTERS) {
      yield batch
      batch = []
      characters = 0
    }
  }
  if (batch.length > 0) {
    yield batch
  }
}

/** Reads the next item while the last one is being worked on. */
export async function* readAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next()
  // A failure is met when its turn comes.
  next.catch(() => undefined)
  try {
    for (;;) {
      const result = await next
      if (result.done === true) {
        return
      }
      next = items.next()
      next.catch(() => undefined)
      yield result.value
    }
  } finally {
    await items.return(undefined)
  }
}
