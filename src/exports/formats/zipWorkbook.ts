import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { ZipFile } from 'yazl'

import { xmlText } from './xlsxRow.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const SHEET_START = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`
const SHEET_END = '</sheetData></worksheet>'

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** Packs the rows of each sheet, as they lie in files, into a workbook; the file appears whole or not at all. */
export async function zipWorkbook(args: {
  name: string
  rows: readonly string[]
  target: string
}): Promise<void> {
  const numbers = args.rows.map((_, index) => index + 1)
  const zip = new ZipFile()
  zip.on('error', (error: Error) => {
    zip.outputStream.emit('error', error)
  })
  const add = (path: string, content: string) => {
    zip.addBuffer(Buffer.from(content), path)
  }
  add('[Content_Types].xml', contentTypes(numbers))
  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  add('xl/workbook.xml', workbook(args.name, numbers))
  add(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...numbers.map((number) => ['worksheet', `worksheets/sheet${number}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  )
  add('xl/styles.xml', STYLES)
  args.rows.forEach((file, index) => {
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, (give) => {
      give(null, Readable.from(sheet(file)))
    })
  })
  zip.end()
  const unfinished = `${args.target}.new`
  await pipeline(zip.outputStream, createWriteStream(unfinished, { flush: true, mode: 0o600 }))
  await rename(unfinished, args.target)
}

async function* sheet(file: string): AsyncGenerator<Buffer> {
  yield Buffer.from(SHEET_START)
  for await (const chunk of createReadStream(file)) {
    yield chunk as Buffer
  }
  yield Buffer.from(SHEET_END)
}

function contentTypes(numbers: readonly number[]): string {
  const sheets = numbers
    .map(
      (number) =>
        `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
    )
    .join('')

  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${sheets}</Types>`
}

function relations(entries: readonly (readonly [string, string])[]): string {
  const list = entries
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')

  return `${XML}<Relationships xmlns="${RELATIONS}">${list}</Relationships>`
}

function workbook(name: string, numbers: readonly number[]): string {
  const sheets = numbers
    .map((number) => {
      // A sheet's name has at most 31 characters.
      const title = number === 1 ? name.slice(0, 25) : `${name.slice(0, 25)} ${number}`

      return `<sheet name="${xmlText(title)}" sheetId="${number}" r:id="rId${number}"/>`
    })
    .join('')

  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`
}
