import pg from 'pg'

import { inspectCatalog, queryOn } from '../tenancy/index.ts'

/** What the catalog gate found, as lines for a terminal; `clean` is false if anything must be mended. */
export type DoctorReport = { clean: boolean; lines: readonly string[] }

/** Inspects the catalog of a database with the owner's or a superuser's connection. */
export async function runDoctor({ url }: { url: string }): Promise<DoctorReport> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const violations = await inspectCatalog(queryOn(client))
    const lines = violations.map(
      ({ fix, message, object, residue, rule }) =>
        `${residue ? 'residue ' : ''}${rule}: ${object}: ${message}. Fix: ${fix}`,
    )

    return { clean: violations.every(({ residue }) => residue), lines }
  } finally {
    await client.end()
  }
}
