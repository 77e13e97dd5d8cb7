import { open } from 'node:fs/promises'

import { importsErrors } from '../errors.ts'
import type { FileFormat } from '../types.ts'
import { detectFormat } from './detectFormat.ts'
import { listSheets } from './xlsx/openXlsx.ts'

/** First bytes of files that are no table, and what to say of them. */
const FOREIGN: readonly (readonly [string, string])[] = [
  ['d0cf11e0', 'an old or a protected Excel file'],
  ['25504446', 'a PDF'],
  ['89504e47', 'an image'],
  ['47494638', 'an image'],
  ['ffd8ff', 'an image'],
  ['1f8b', 'a packed file'],
]
const ZIP = '504b0304'

/** Finds out from its bytes, never from its name, how a file is read; throws `IMPORTS_FORMAT_UNKNOWN`. */
export async function detectFile(path: string, sheet?: string): Promise<FileFormat> {
  const start = await firstBytes(path)
  const foreign = FOREIGN.find(([bytes]) => start.startsWith(bytes))
  if (foreign !== undefined) {
    throw importsErrors.FORMAT_UNKNOWN({ found: foreign[1] })
  }
  if (!start.startsWith(ZIP)) {
    return { kind: 'csv', ...(await detectFormat(path)) }
  }
  const sheets = await listSheets(path)
  const wanted = sheet ?? sheets[0]
  if (wanted === undefined || !sheets.some((one) => one.toLowerCase() === wanted.toLowerCase())) {
    throw importsErrors.SHEET_UNKNOWN({ known: sheets, sheet: wanted ?? '' })
  }

  return { kind: 'xlsx', sheet: wanted, sheets }
}

async function firstBytes(path: string): Promise<string> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)

      return buffer.subarray(0, bytesRead).toString('hex')
    } finally {
      await file.close()
    }
  } catch (error) {
    throw importsErrors.FILE_UNREADABLE(
      { reason: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}
