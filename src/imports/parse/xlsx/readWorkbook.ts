import { importsErrors } from '../../errors.ts'
import type { OpenedZip } from './openZip.ts'
import { readWholeXml } from './readXml.ts'

const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'

/** The sheets of a workbook and how it counts days. */
export type Workbook = {
  /** True for workbooks that count days from 1904, as old ones of the Macintosh do. */
  is1904: boolean
  /** In the order of the tabs. */
  sheets: readonly { hidden: boolean; name: string; path: string }[]
}

/** Reads the list of sheets; throws `IMPORTS_XLSX_BROKEN` for an archive that is no workbook. */
export async function readWorkbook(zip: OpenedZip): Promise<Workbook> {
  if (!zip.has(WORKBOOK)) {
    throw importsErrors.XLSX_BROKEN({ reason: 'it holds no workbook' })
  }
  const targets = await readTargets(zip)
  const sheets: { hidden: boolean; name: string; path: string }[] = []
  let is1904 = false
  await readWholeXml(zip.read(WORKBOOK), {
    open: (name, attributes) => {
      if (name === 'workbookPr') {
        is1904 = ['1', 'on', 'true'].includes(attributes['date1904'] ?? '')
      } else if (name === 'sheet') {
        const path = targets.get(attributes['r:id'] ?? '')
        if (path !== undefined && zip.has(path)) {
          const state = attributes['state'] ?? 'visible'
          sheets.push({ hidden: state !== 'visible', name: attributes['name'] ?? '', path })
        }
      }
    },
  })

  return { is1904, sheets }
}

async function readTargets(zip: OpenedZip): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  if (!zip.has(RELATIONS)) {
    return targets
  }
  await readWholeXml(zip.read(RELATIONS), {
    open: (name, attributes) => {
      const { Id: id, Target: target } = attributes
      if (name === 'Relationship' && id !== undefined && target !== undefined) {
        targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
      }
    },
  })

  return targets
}
