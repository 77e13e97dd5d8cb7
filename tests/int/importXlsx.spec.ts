import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { detectFile } from '../../src/imports/parse/detectFile.ts'
import { openTable } from '../../src/imports/parse/openTable.ts'
import type { WorkbookParts } from './importWorkbook.ts'
import { writeWorkbook, writeZip } from './importWorkbook.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'tenon-xlsx-'))
const file = path.join(folder, 'file.xlsx')
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const row = (cells: string) => `<row>${cells}</row>`
const head = row(text('a') + text('b'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function readFile(sheet?: string) {
  const { headers, rows } = await openTable(file, await detectFile(file, sheet))
  const read = []
  for await (const one of rows) {
    read.push(one)
  }

  return { headers, rows: read }
}

async function read(parts: WorkbookParts, sheet?: string) {
  await writeWorkbook(file, parts)

  return readFile(sheet)
}

describe('a workbook', () => {
  it('gives texts, numbers, dates, truths and what formulas came to, as a CSV file would write them', async () => {
    const { headers, rows } = await read({
      sharedStrings: ['<t>name</t>', '<r><t>Rich </t></r><r><t>text</t></r><rPh><t>x</t></rPh>'],
      sheets: {
        List:
          '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>when</t></is></c><c r="C1" t="inlineStr"><is><t>c</t></is></c></row>' +
          '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>43831</v></c><c r="C3"><v>0.1</v></c></row>' +
          '<row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" s="2"><v>43831.75</v></c><c r="C5" t="str"><f>A1&amp;1</f><v>name1</v></c></row>' +
          '<row r="6"><c r="C6"><f>1/3</f><v>0.30000000000000004</v></c></row><row r="7"/>',
      },
      styles: [0, 14, 'dd.mm.yyyy hh:mm'],
    })

    expect(headers).toEqual(['name', 'when', 'c'])
    expect(rows).toEqual([
      { cells: ['Rich text', '2020-01-01', '0.1'], row: 3 },
      { cells: ['TRUE', '2020-01-01T18:00:00Z', 'name1'], row: 5 },
      { cells: ['', '', '0.30000000000000004'], row: 6 },
    ])
  })

  it('counts days from 1904 where it says so', async () => {
    const { rows } = await read({
      properties: 'date1904="1"',
      sheets: { One: head + row('<c s="0"><v>42369</v></c>') },
      styles: [14],
    })

    expect(rows[0]?.cells).toEqual(['2020-01-01', ''])
  })

  it('is read from the sheet that was asked for', async () => {
    const sheets = { First: head, Second: row(text('x')) + row(text('1')) }
    expect((await read({ sheets }, 'second')).headers).toEqual(['x'])
    await expect(readFile('Third')).rejects.toMatchObject({ code: 'IMPORTS_SHEET_UNKNOWN' })
  })
})

describe('a hostile workbook', () => {
  const whole = (content: string) => `<?xml version="1.0"?>${content}`
  const laughs = whole(
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
  )

  it.each([
    ['with entities of its own', laughs, 'IMPORTS_XLSX_BROKEN'],
    ['that is no XML', whole('<worksheet><sheetData><row>'), 'IMPORTS_XLSX_BROKEN'],
    ['with a text it lacks', head + row('<c t="s"><v>9</v></c>'), 'IMPORTS_XLSX_BROKEN'],
    ['with rows out of order', '<row r="9"/><row r="2"/>', 'IMPORTS_XLSX_BROKEN'],
    ['with a row beyond the last', '<row r="9999999"/>', 'IMPORTS_XLSX_TOO_LARGE'],
    ['with a column beyond all', '<row r="1"><c r="XFD1"/></row>', 'IMPORTS_TOO_MANY_COLUMNS'],
    ['with an endless cell', head + row(text('x'.repeat(200_000))), 'IMPORTS_ROW_TOO_LONG'],
    ['with nothing in it', '', 'IMPORTS_FILE_EMPTY'],
  ])('%s is refused', async (_what, content, code) => {
    await expect(read({ sheets: { One: content } })).rejects.toMatchObject({ code })
  })

  it('that unpacks beyond all measure is refused before it does', async () => {
    const bomb = head + row(text(' '.repeat(60_000_000)))
    await expect(read({ sheets: { One: bomb } })).rejects.toMatchObject({
      code: 'IMPORTS_XLSX_TOO_LARGE',
    })
  })

  it('that lies about its size is refused once it is more', async () => {
    const line = row(text('x'.repeat(50)) + text('y'))
    await writeWorkbook(file, { sheets: { One: head + line.repeat(60_000) } })
    const bytes = readFileSync(file)
    const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml')
    // In the directory of the archive the unpacked size stands 22 bytes before the name.
    bytes.writeUInt32LE(1000, at - 22)
    writeFileSync(file, bytes)

    await expect(readFile()).rejects.toMatchObject({ code: 'IMPORTS_XLSX_BROKEN' })
  })

  it('that shares more text than memory is given for is refused', async () => {
    const sharedStrings = Array.from(
      { length: 300 },
      (_, at) => `<t>${`${at} text `.repeat(12_000)}</t>`,
    )
    await expect(read({ sharedStrings, sheets: { One: head } })).rejects.toMatchObject({
      code: 'IMPORTS_XLSX_TOO_LARGE',
    })
  })

  it('that is another archive, an old workbook or cut off is refused', async () => {
    await writeZip(file, { 'readme.txt': 'hello' })
    await expect(readFile()).rejects.toMatchObject({ code: 'IMPORTS_XLSX_BROKEN' })
    await writeWorkbook(file, { sheets: { One: head } })
    writeFileSync(file, readFileSync(file).subarray(0, 300))
    await expect(readFile()).rejects.toMatchObject({ code: 'IMPORTS_XLSX_BROKEN' })
    writeFileSync(file, Buffer.from('d0cf11e0a1b11ae1', 'hex'))
    await expect(readFile()).rejects.toMatchObject({ code: 'IMPORTS_FORMAT_UNKNOWN' })
  })
})
