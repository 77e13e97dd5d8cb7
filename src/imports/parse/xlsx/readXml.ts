import { SaxesParser } from 'saxes'

import { importsErrors } from '../../errors.ts'
import { MAX_SILENT_CHARACTERS } from '../limits.ts'

/** What is done with the tags of a part of a workbook; names come without their prefix. */
export type XmlHandler = {
  close?: (name: string) => void
  open: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
}

/**
 * Feeds the XML in `chunks` to the handler and yields after every chunk. Entities that a document
 * defines for itself are never expanded: a document type is refused with `IMPORTS_XLSX_BROKEN`.
 */
export async function* readXml(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const heard = { since: 0 }
  parser.on('error', (error) => {
    throw importsErrors.XLSX_BROKEN({ reason: error.message }, error)
  })
  parser.on('doctype', () => {
    throw importsErrors.XLSX_BROKEN({ reason: 'it defines entities of its own' })
  })
  parser.on('opentag', ({ attributes, name }) => {
    heard.since = 0
    handler.open(bareName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    heard.since = 0
    handler.close?.(bareName(name))
  })
  const take = (text: string) => handler.text?.(text)
  parser.on('text', take)
  parser.on('cdata', take)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of chunks) {
    heard.since += chunk.length
    parser.write(decoder.decode(chunk, { stream: true }))
    if (heard.since > MAX_SILENT_CHARACTERS) {
      throw importsErrors.XLSX_BROKEN({ reason: 'a single value is longer than any cell may be' })
    }
    yield
  }
  parser.write(decoder.decode()).close()
  yield
}

/** Feeds all the XML in `chunks` to the handler. */
export async function readWholeXml(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): Promise<void> {
  const parts = readXml(chunks, handler)
  let part = await parts.next()
  while (part.done !== true) {
    part = await parts.next()
  }
}

function bareName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
