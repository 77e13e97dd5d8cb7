import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Arena } from './arena/types.ts'
import { forkChild } from './children/forkChild.ts'
import type { ImportRound } from './children/importContacts.ts'
import type { Result } from './results.ts'
import { median, rounded } from './results.ts'

const ROWS = 100_000
const ROUNDS = 3
const COMPANIES = 2000

/** The benches that import a file. */
export const IMPORTED: Readonly<Record<string, { rows: number }>> = {
  'import.contacts': { rows: ROWS },
}

/** Imports 100,000 contacts, matched by e-mail, into a new tenant three times and prints the median in seconds. */
export async function runImports(
  arena: Arena,
  names: readonly string[],
  report: { say: (line: string) => void; write: (result: Result) => void },
): Promise<void> {
  if (!names.some((name) => IMPORTED[name] !== undefined)) {
    return
  }
  const file = path.join(arena.dataDir, 'contacts.csv')
  await writeContacts(file, ROWS)
  const child = await forkChild('children/importContacts.ts', arena, { saysHello: true })
  const seconds: number[] = []
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const done = await child.ask<ImportRound>({ file, round })
      if (done.created !== ROWS || done.failed > 0) {
        throw new Error(`The import took ${done.created} rows and refused ${done.failed}.`)
      }
      const { peakMb, startMb } = done
      report.say(
        `import.contacts: ${rounded(done.seconds)} s; memory from ${startMb} MB to at most ${peakMb} MB`,
      )
      seconds.push(done.seconds)
    }
  } finally {
    await child.stop()
  }
  report.write({ name: 'import.contacts', unit: 's', value: rounded(median(seconds)) })
}

/** Writes a CSV file of contacts, their companies among 2,000 names. */
export async function writeContacts(file: string, rows: number): Promise<void> {
  await pipeline(Readable.from(contactLines(rows)), createWriteStream(file))
}

function* contactLines(rows: number): Generator<string> {
  yield 'First Name,Last Name,Company,Job Title,Email,Phone,City,Country,Subscription Date\n'
  for (let at = 0; at < rows; at += 1) {
    const company = `Company ${at % COMPANIES}`
    const day = String((at % 28) + 1).padStart(2, '0')
    yield `First${at % 97},Last${at},${company},${at % 3 === 0 ? 'Buyer' : 'Engineer'},p${at}@company-${at % COMPANIES}.example,+49 30 ${100_000 + at},City ${at % 50},Germany,${day}-05-2024\n`
  }
}
