import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { cellValue } from './cellValue.ts'
import { detectFormat } from './detectFormat.ts'
import { openCsv } from './readCsv.ts'
import type { TableRow } from './tableRow.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'tenon-csv-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function read(content: Buffer | string) {
  const file = path.join(folder, 'file.csv')
  writeFileSync(file, content)
  const format = await detectFormat(file)
  const { headers, rows } = await openCsv(file, format)
  const read: TableRow[] = []
  for await (const row of rows) {
    read.push(row)
  }

  return { format, headers, rows: read }
}

describe('a file', () => {
  it.each([
    [',', 'a,b\n"1;2",x\n'],
    [';', 'a;b\n"1,2";x\n'],
    ['\t', 'a\tb\n1,2\tx\n'],
    ['|', 'a|b\n1,2|x\n'],
  ])('is split at %j', async (delimiter, content) => {
    const { format, headers, rows } = await read(content)

    expect(format.delimiter).toBe(delimiter)
    expect(headers).toEqual(['a', 'b'])
    expect(rows[0]?.cells[1]).toBe('x')
  })

  it('may say itself where it is split', async () => {
    expect(await read('sep=;\r\na;b\r\n1;2\r\n')).toMatchObject({
      headers: ['a', 'b'],
      rows: [{ cells: ['1', '2'], row: 2 }],
    })
  })

  it.each([
    ['utf-8', Buffer.from('\uFEFFname,city\nKäse,Köln\n', 'utf8')],
    ['windows-1252', Buffer.from('name,city\nKäse,Köln\n', 'latin1')],
    ['utf-16le', Buffer.from('\uFEFFname,city\nKäse,Köln\n', 'utf16le')],
    ['utf-16le', Buffer.from('name,city\nKäse,Köln\n', 'utf16le')],
    ['utf-16be', Buffer.from('\uFEFFname,city\nKäse,Köln\n', 'utf16le').swap16()],
  ])('is read in %s', async (encoding, content) => {
    const { format, headers, rows } = await read(content)

    expect(format.encoding).toBe(encoding)
    expect(headers).toEqual(['name', 'city'])
    expect(rows[0]?.cells).toEqual(['Käse', 'Köln'])
  })

  it('may have line ends inside quotes, loose quotes and ragged rows', async () => {
    const { rows } = await read('a,b\n"one\ntwo",x\n5" pipe,y\n1\n1,2,3\n\nlast,z\n')

    expect(rows).toEqual([
      { cells: ['one\ntwo', 'x'], row: 2 },
      { cells: ['5" pipe', 'y'], row: 3 },
      { cells: ['1'], row: 4 },
      { cells: ['1', '2', '3'], row: 5 },
      { cells: [''], row: 6 },
      { cells: ['last', 'z'], row: 7 },
    ])
  })

  it('gives blank and repeated headers names of their own', async () => {
    expect((await read('Phone,,phone,Phone\n1,2,3,4\n')).headers).toEqual([
      'Phone',
      'Column 2',
      'phone (2)',
      'Phone (3)',
    ])
  })

  it.each(['', '\n', ' , \n1,2\n'])('without a header is refused: %j', async (content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'IMPORTS_FILE_EMPTY' })
  })

  it('with a quote that never closes is refused with its line', async () => {
    await expect(read('a,b\n1,2\n"open,3\n4,5\n')).rejects.toMatchObject({
      code: 'IMPORTS_QUOTE_NOT_CLOSED',
    })
  })

  it('that does not exist is refused by name', async () => {
    await expect(detectFormat(path.join(folder, 'none.csv'))).rejects.toMatchObject({
      code: 'IMPORTS_FILE_UNREADABLE',
    })
  })
})

it.each([
  ['', null],
  ['  ', null],
  ['\\x', null],
  ['\\N', null],
  [' a ', 'a'],
  ['0', '0'],
])('takes the cell %j as %j', (cell, value) => {
  expect(cellValue(cell)).toBe(value)
})
