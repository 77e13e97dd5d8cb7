import { createHash } from 'node:crypto'

import type { ColumnProfile } from '../guess/profile.ts'
import { startProfiler } from '../guess/profile.ts'
import { words } from '../guess/words.ts'
import { detectFile } from '../parse/detectFile.ts'
import { openTable } from '../parse/openTable.ts'
import type { FileFormat } from '../types.ts'

const SAMPLE_ROWS = 10
const SAMPLE_CELL = 200
const SAMPLE_CHARACTERS = 100_000

/** What a file looks like, read through once; plain JSON. */
export type FileProfile = {
  columns: readonly ColumnProfile[]
  format: FileFormat
  /** Rows without the header. */
  rows: number
  /** The first rows, their cells shortened. */
  samples: readonly (readonly string[])[]
  /** The same for every file with these columns, in any order. */
  signature: string
}

/** Reads the whole file once, in bounded memory; throws what is wrong with the file itself. */
export async function profileFile(path: string, sheet?: string): Promise<FileProfile> {
  const format = await detectFile(path, sheet)
  const { headers, rows } = await openTable(path, format)
  const profiler = startProfiler(headers)
  const samples: string[][] = []
  let count = 0
  let characters = 0
  for await (const { cells } of rows) {
    profiler.add(cells)
    if (samples.length < SAMPLE_ROWS && characters < SAMPLE_CHARACTERS) {
      const sample = cells.map((cell) => cell.replaceAll('\0', '').slice(0, SAMPLE_CELL))
      characters += sample.join('').length
      samples.push(sample)
    }
    count += 1
  }

  return {
    columns: profiler.profiles(),
    format,
    rows: count,
    samples,
    signature: signatureOf(headers),
  }
}

function signatureOf(headers: readonly string[]): string {
  const names = headers.map(words).toSorted()

  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}
