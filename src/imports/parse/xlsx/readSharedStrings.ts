import { importsErrors } from '../../errors.ts'
import { MAX_SHARED_CHARACTERS, MAX_SHARED_STRINGS } from '../limits.ts'
import type { OpenedZip } from './openZip.ts'
import { readWholeXml } from './readXml.ts'

const PART = 'xl/sharedStrings.xml'

/** The texts that cells refer to by number; throws `IMPORTS_XLSX_TOO_LARGE` beyond what memory is given. */
export async function readSharedStrings(zip: OpenedZip): Promise<readonly string[]> {
  const strings: string[] = []
  if (!zip.has(PART)) {
    return strings
  }
  let total = 0
  const texts = textCollector()
  await readWholeXml(zip.read(PART), {
    close: (name) => {
      if (name === 'si') {
        const text = texts.take()
        total += text.length
        strings.push(text)
        if (total > MAX_SHARED_CHARACTERS || strings.length > MAX_SHARED_STRINGS) {
          throw importsErrors.XLSX_TOO_LARGE({
            reason: `shares more than ${MAX_SHARED_STRINGS} texts or ${MAX_SHARED_CHARACTERS} characters`,
          })
        }
      } else {
        texts.close(name)
      }
    },
    open: texts.open,
    text: texts.text,
  })

  return strings
}

/** Joins the runs of a rich text and leaves out how Japanese words are read aloud. */
export function textCollector(): {
  close: (name: string) => void
  open: (name: string) => void
  take: () => string
  text: (text: string) => void
} {
  let inText = false
  let inReading = false
  let collected = ''

  return {
    close: (name) => {
      inText = name === 't' ? false : inText
      inReading = name === 'rPh' ? false : inReading
    },
    open: (name) => {
      inText = name === 't' ? true : inText
      inReading = name === 'rPh' ? true : inReading
    },
    take: () => {
      const text = collected
      collected = ''

      return text
    },
    text: (text) => {
      if (inText && !inReading) {
        collected += text
      }
    },
  }
}
