import { execFile } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'

import { afterAll, describe, expect, it } from 'vitest'

import { openTable } from '../../src/imports/parse/openTable.ts'
import { profileFile } from '../../src/imports/plan/profileFile.ts'
import { writeWorkbook } from './importWorkbook.ts'

// The reader alone needs far less; the rest is how much garbage a busy collector leaves standing.
const MAX_GROWTH_MB = 250
const HEAP = '--max-old-space-size=128'

type Outcome = { code?: string; grownMb: number; rows?: number }

const folder = mkdtempSync(path.join(os.tmpdir(), 'tenon-hostile-'))
const file = path.join(folder, 'file')
const run = promisify(execFile)

afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function readInChild(): Promise<Outcome> {
  const program = path.join(import.meta.dirname, 'importProfileChild.ts')
  const { stdout } = await run(process.execPath, [HEAP, program, file], { timeout: 170_000 })

  return JSON.parse(stdout) as Outcome
}

function* lines(count: number, line: (at: number) => string): Generator<string> {
  let chunk = ''
  for (let at = 0; at < count; at += 1) {
    chunk += line(at)
    if (chunk.length > 1_000_000) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

async function write(chunks: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(chunks), createWriteStream(file))
}

async function read(content: Buffer | string) {
  writeFileSync(file, content)
  const { format } = await profileFile(file)
  const { headers, rows } = await openTable(file, format)
  const cells = []
  for await (const row of rows) {
    cells.push(row.cells)
  }

  return { cells, headers }
}

describe('memory stays bounded', () => {
  it('for a file of 200 MB', async () => {
    const filler = 'some words that fill a cell of the file '.repeat(4)
    await write(
      lines(1_000_000, (at) =>
        at === 0 ? 'id,name,email,note\n' : `K${at},Person ${at},p${at}@example.com,${filler}\n`,
      ),
    )

    const outcome = await readInChild()

    expect(outcome.rows).toBe(999_999)
    expect(outcome.grownMb).toBeLessThan(MAX_GROWTH_MB)
  }, 180_000)

  it.each([
    ['one value of 50 MB', (text: string) => `name\n${text}\nlast\n`, 'IMPORTS_ROW_TOO_LONG'],
    ['one quoted value of 50 MB', (text: string) => `name\n"${text}"\n`, 'IMPORTS_ROW_TOO_LONG'],
    ['a header of 50 MB', (text: string) => text, 'IMPORTS_ROW_TOO_LONG'],
  ])(
    'for %s',
    async (_what, content, code) => {
      writeFileSync(file, content('x'.repeat(50_000_000)))
      const outcome = await readInChild()

      expect(outcome.code).toBe(code)
      expect(outcome.grownMb).toBeLessThan(MAX_GROWTH_MB)
    },
    60_000,
  )

  it('for a quote that is never closed in 100 MB', async () => {
    await write(
      lines(2_000_000, (at) => (at === 1 ? '1,"open\n' : `a${at},some words that follow it\n`)),
    )
    const outcome = await readInChild()

    expect(outcome.code).toBe('IMPORTS_ROW_TOO_LONG')
    expect(outcome.grownMb).toBeLessThan(MAX_GROWTH_MB)
  }, 60_000)

  it('for a million short columns', async () => {
    writeFileSync(file, `${'a,'.repeat(900_000)}\n`)
    const outcome = await readInChild()

    expect(outcome.code).toBe('IMPORTS_TOO_MANY_COLUMNS')
    expect(outcome.grownMb).toBeLessThan(MAX_GROWTH_MB)
  }, 60_000)

  it('for a workbook of 200,000 rows', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const rows = [
      ...lines(200_000, (at) => `<row>${cell(`Person ${at}`)}${cell(`p${at}@x.test`)}</row>`),
    ]
    await writeWorkbook(file, {
      sheets: { One: `<row>${cell('name')}${cell('email')}</row>${rows.join('')}` },
    })
    const outcome = await readInChild()

    expect(outcome.rows).toBe(200_000)
    expect(outcome.grownMb).toBeLessThan(MAX_GROWTH_MB)
  }, 60_000)
})

describe('a file from anywhere', () => {
  it('may end its lines in several ways, also where two chunks meet', async () => {
    const filler = `${'x'.repeat(99)}\r\n`.repeat(6000)
    const { cells, headers } = await read(`name\r\nLong\n${filler}One\rTwo\nThree`)

    expect(headers).toEqual(['name'])
    expect(cells).toHaveLength(6004)
    expect(cells.slice(-3)).toEqual([['One'], ['Two'], ['Three']])
  })

  it('may be UTF-16 with or without a mark, of either order', async () => {
    const text = 'name;city\nKäse;Köln 💧\n'
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const content of [
      Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
      little,
      big,
    ]) {
      expect(await read(content)).toEqual({
        cells: [['Käse', 'Köln 💧']],
        headers: ['name', 'city'],
      })
    }
  })

  it('may hold NUL bytes in headers and cells', async () => {
    const { headers } = await read('na\0me,city\nA\0B,C\n')

    expect(headers).toEqual(['name', 'city'])
  })

  it('with a quote open at its end is refused with the line', async () => {
    await expect(read('a,b\n1,2\n3,"four\n')).rejects.toMatchObject({
      code: 'IMPORTS_QUOTE_NOT_CLOSED',
      data: { line: 3 },
    })
  })
})
