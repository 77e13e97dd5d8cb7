import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { SchemaModel } from '../types.ts'

/** One frozen file of the migration stream. */
export type StreamFile = { hash: string; name: string; sql: string }

/** The frozen migrations and the model they add up to. */
export type MigrationStream = { files: readonly StreamFile[]; model: SchemaModel }

/** Reads the migration stream of a folder, in its order. */
export function readStream(folder: string): MigrationStream {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
  const files = names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')

    return { hash: createHash('sha256').update(sql).digest('hex'), name, sql }
  })
  if (files.length === 0) {
    return { files, model: { routines: [], tables: [] } }
  }

  // The file is written by our own generator and frozen with the stream.
  return {
    files,
    model: JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as SchemaModel,
  }
}
