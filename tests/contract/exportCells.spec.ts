import { describe, expect, it } from 'vitest'

import { csvLine } from '../../src/exports/formats/csvLine.ts'
import { xlsxRow, xmlText } from '../../src/exports/formats/xlsxRow.ts'
import type { ExportCell } from '../../src/exports/types.ts'
import { cellValue } from '../../src/imports/parse/cellValue.ts'
import { guardFormula, unguardFormula } from '../../src/imports/parse/formulaGuard.ts'

const ISO = { dates: 'iso', locale: 'en' } as const

function text(value: string): ExportCell {
  return { kind: 'text', value }
}

describe('a text that a spreadsheet would run as a formula', () => {
  const FORMULAS = [
    '=1+1',
    '+49 30 123456',
    '-2+3',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '  =1+1',
    '\n=1+1',
    '\r\n\t =1+1',
    '\t=1+1',
    '\ttext',
    '\rtext',
    '\u00A0=1+1',
    '\u200B=1+1',
    '\uFEFF=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    "'=1+1",
    "''=1+1",
  ]

  it.each(FORMULAS)('gets an apostrophe in front and loses it again: %j', (value) => {
    expect(guardFormula(value)).toBe(`'${value}`)
    expect(unguardFormula(guardFormula(value))).toBe(value)
  })

  it.each(["O'Brien", "'s-Hertogenbosch", 'a=b', '1-2', '', "'quoted'"])(
    'is not what it is taken for: %j',
    (value) => {
      expect(guardFormula(value)).toBe(value)
      expect(unguardFormula(value)).toBe(value)
    },
  )

  it('comes back from the cell of an import as it was', () => {
    expect(cellValue("'+49 30 123456")).toBe('+49 30 123456')
  })
})

describe('a line of CSV', () => {
  it('quotes as RFC 4180 says and ends in CR LF', () => {
    expect(csvLine([text('a'), text('b,c'), text('d"e'), text('f\ng'), null], ISO)).toBe(
      'a,"b,c","d""e","f\ng",\r\n',
    )
  })

  it('keeps numbers numbers, also below zero', () => {
    expect(csvLine([{ kind: 'number', value: '-12.50' }], ISO)).toBe('-12.50\r\n')
  })

  it('writes dates as ISO, or as the person writes them', () => {
    const cells: ExportCell[] = [{ kind: 'date', value: '2026-03-01' }]

    expect(csvLine(cells, ISO)).toBe('2026-03-01\r\n')
    expect(csvLine(cells, { dates: 'locale', locale: 'de' })).toBe('01.03.26\r\n')
  })
})

describe('a row of a sheet', () => {
  it('types its cells and holds no formula', () => {
    const row = xlsxRow([
      text('=1+1'),
      { kind: 'number', value: '-12.50' },
      { kind: 'date', value: '2026-03-01' },
      { kind: 'boolean', value: true },
      null,
    ])

    expect(row).toBe(
      '<row><c t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c><v>-12.50</v></c>' +
        '<c s="1"><v>46082</v></c><c t="b"><v>1</v></c><c/></row>',
    )
    expect(row).not.toContain('<f>')
  })

  it('leaves out what XML cannot hold', () => {
    expect(xmlText('a\u0000b\u0008c\uD800d\uFFFEe<&>😀')).toBe('abcde&lt;&amp;&gt;😀')
  })

  it('writes days before March 1900 as text', () => {
    expect(xlsxRow([{ kind: 'date', value: '1899-12-31' }])).toContain('1899-12-31')
  })

  it('cuts a text at what a cell can hold', () => {
    expect(xlsxRow([text('x'.repeat(40_000))]).length).toBeLessThan(33_000)
  })
})
