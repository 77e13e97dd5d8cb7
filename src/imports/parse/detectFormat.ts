import type { CsvFormat } from '../types.ts'
import { decode } from './decode.ts'
import { detectEncoding } from './detectEncoding.ts'

const CANDIDATES = [',', ';', '\t', '|'] as const
const SAMPLE_LENGTH = 64 * 1024
const SEPARATOR_LINE = /^\uFEFF?sep=(.)\r?\n/i

/** Finds encoding and delimiter of a file from its bytes. */
export async function detectFormat(path: string): Promise<CsvFormat> {
  const encoding = await detectEncoding(path)
  let sample = ''
  for await (const chunk of decode(path, encoding)) {
    sample += chunk
    if (sample.length >= SAMPLE_LENGTH) {
      break
    }
  }
  const named = SEPARATOR_LINE.exec(sample)?.[1]
  if (named !== undefined) {
    return { delimiter: named, encoding, skipLines: 1 }
  }

  return { delimiter: detectDelimiter(sample), encoding, skipLines: 0 }
}

/** The delimiter that splits the first lines most evenly into more than one column; a comma if none does. */
export function detectDelimiter(sample: string): string {
  const scored = CANDIDATES.map((delimiter) => {
    const counts = countPerLine(sample, delimiter)
    const header = counts[0] ?? 0
    const same = counts.filter((count) => count === header).length

    return { delimiter, score: header === 0 ? 0 : (same / counts.length) * 1000 + header }
  })
  const best = scored.toSorted((a, b) => b.score - a.score)[0]

  return best === undefined || best.score === 0 ? ',' : best.delimiter
}

function countPerLine(sample: string, delimiter: string): number[] {
  const counts: number[] = []
  let count = 0
  let filled = false
  let quoted = false
  for (const char of sample) {
    if (char === '"') {
      quoted = !quoted
    } else if (char === '\n' && !quoted) {
      if (filled) {
        counts.push(count)
      }
      count = 0
      filled = false
    } else if (char === delimiter && !quoted) {
      count += 1
    }
    filled = filled || (char !== '\n' && char !== '\r')
  }
  // The last line of a sample is cut off unless it is the only one.
  if (counts.length === 0) {
    counts.push(count)
  }

  return counts.slice(0, 100)
}
