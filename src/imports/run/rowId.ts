import { createHash } from 'node:crypto'

/**
 * The id of the record that a row of an import makes: always the same for the same job and row, so
 * that a second pass finds it, and a UUID of version 7 in the order of the rows.
 */
export function rowId(jobId: string, row: number): string {
  const time = jobId.replaceAll('-', '').slice(0, 12)
  const count = row.toString(16).padStart(6, '0').slice(-6)
  const digest = createHash('sha256').update(`${jobId}:${row}`).digest('hex')

  return [
    time.slice(0, 8),
    time.slice(8, 12),
    `7${count.slice(0, 3)}`,
    `8${count.slice(3, 6)}`,
    digest.slice(0, 12),
  ].join('-')
}
