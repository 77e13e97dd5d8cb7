import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

import { ZipFile } from 'yazl'

/** The files of a workbook with these parts of XML; `sheets` by name, in the order of the tabs. */
export type WorkbookParts = {
  /** Attributes of the element `workbookPr`. */
  properties?: string
  sharedStrings?: readonly string[]
  /** The content of `sheetData`, or a whole document that starts with `<?xml`. */
  sheets: Readonly<Record<string, string>>
  /** Number formats of the cell styles, in their order; a number is a built-in one. */
  styles?: readonly (number | string)[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Writes a workbook as Excel lays it out. */
export async function writeWorkbook(file: string, parts: WorkbookParts): Promise<void> {
  const names = Object.keys(parts.sheets)
  const files: Record<string, string> = {
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': stylesXml(parts.styles ?? []),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr ${parts.properties ?? ''}/><sheets>${names
      .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
  }
  if (parts.sharedStrings !== undefined) {
    files['xl/sharedStrings.xml'] =
      `${HEAD}<sst xmlns="${MAIN}">${parts.sharedStrings.map((text) => `<si>${text}</si>`).join('')}</sst>`
  }
  Object.values(parts.sheets).forEach((content, at) => {
    files[`xl/worksheets/sheet${at + 1}.xml`] = content.startsWith('<?xml')
      ? content
      : `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${content}</sheetData></worksheet>`
  })
  await writeZip(file, files)
}

/** Writes an archive of these files. */
export async function writeZip(
  file: string,
  files: Readonly<Record<string, Buffer | string>>,
): Promise<void> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content as string), name)
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}

function stylesXml(formats: readonly (number | string)[]): string {
  const own = formats.flatMap((format, at) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${200 + at}" formatCode="${format}"/>`] : [],
  )
  const cells = formats.map(
    (format, at) => `<xf numFmtId="${typeof format === 'string' ? 200 + at : format}"/>`,
  )

  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${own.join('')}</numFmts><cellXfs>${cells.join('')}</cellXfs></styleSheet>`
}
