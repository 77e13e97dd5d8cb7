import type { OpenedZip } from './openZip.ts'
import { readWholeXml } from './readXml.ts'

const PART = 'xl/styles.xml'
const MAX_STYLES = 65_536

/** Formats that every workbook has without naming them and that show a date or a time. */
const BUILT_IN = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])

/** The numbers of the cell styles that show a number as a date or a time. */
export async function readDateStyles(zip: OpenedZip): Promise<ReadonlySet<number>> {
  const styles = new Set<number>()
  if (!zip.has(PART)) {
    return styles
  }
  const own = new Map<number, boolean>()
  let inCellStyles = false
  let count = 0
  await readWholeXml(zip.read(PART), {
    close: (name) => {
      inCellStyles = name === 'cellXfs' ? false : inCellStyles
    },
    open: (name, attributes) => {
      if (name === 'numFmt' && own.size < MAX_STYLES) {
        own.set(Number(attributes['numFmtId']), showsDate(attributes['formatCode'] ?? ''))
      } else if (name === 'cellXfs') {
        inCellStyles = true
      } else if (name === 'xf' && inCellStyles && count < MAX_STYLES) {
        const format = Number(attributes['numFmtId'] ?? 0)
        if (own.get(format) ?? isBuiltInDate(format)) {
          styles.add(count)
        }
        count += 1
      }
    },
  })

  return styles
}

/** True for a format code that writes days, months, years, hours, minutes or seconds. */
export function showsDate(code: string): boolean {
  const bare = code
    .slice(0, 1000)
    .replace(/"[^"]*"/g, '')
    .replace(/\\.|_.|\*./g, '')
    // Colours, conditions and currencies; `[h]` counts hours.
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')

  return !/general/i.test(bare) && /[dmyhs]/i.test(bare)
}

function isBuiltInDate(format: number): boolean {
  return BUILT_IN.has(format) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58)
}
