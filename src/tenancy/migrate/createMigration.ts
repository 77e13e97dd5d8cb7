import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { TableSpec } from '../../kernel/schema/index.ts'
import { planMigration } from '../ddl/planMigration.ts'
import { tenancyErrors } from '../errors.ts'
import { searchRoutines } from '../sql/searchRoutines.ts'
import { tenancyRoutines } from '../sql/tenancyRoutines.ts'
import type { Routine, SchemaModel } from '../types.ts'
import { describeSchema } from './describeSchema.ts'
import { readStream } from './stream.ts'

/** What the stream shall add up to. */
export type WantedSchema = {
  routines?: readonly Routine[]
  streamFolder: string
  tables: readonly TableSpec[]
}

/**
 * Writes the next file of the stream, the model and `SCHEMA.md`; gives the file's name, or undefined
 * when the tables have not changed. What would lose data is written only if `allowDestructive` is set.
 */
export function createMigration(
  wanted: WantedSchema & { allowDestructive?: boolean; name: string },
): string | undefined {
  const { folder, model, stream } = prepare(wanted)
  const plan = planMigration(stream.model, model, {
    allowDestructive: wanted.allowDestructive ?? false,
  })
  if (plan.destructive.length > 0 && wanted.allowDestructive !== true) {
    throw tenancyErrors.MIGRATION_DESTRUCTIVE({ changes: plan.destructive })
  }
  writeFileSync(join(folder, 'SCHEMA.md'), describeSchema(model))
  if (plan.statements.length === 0) {
    return undefined
  }
  const number = String(stream.files.length + 1).padStart(4, '0')
  const name = `${number}_${wanted.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}.sql`
  writeFileSync(join(folder, name), `${plan.statements.join('\n\n')}\n`)
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(model, null, 2)}\n`)

  return name
}

/** Says what of the stream is behind the wanted tables: nothing, or one sentence per file. */
export function findStaleMigrations(wanted: WantedSchema): readonly string[] {
  const { folder, model, stream } = prepare(wanted)
  const { destructive, statements } = planMigration(stream.model, model)
  const page = readOr(join(folder, 'SCHEMA.md'))

  return [
    ...(statements.length + destructive.length > 0
      ? [
          `The stream lacks ${statements.length + destructive.length} changes: run npm run migrate:create -- <name>.`,
        ]
      : []),
    ...(page === describeSchema(model)
      ? []
      : ['SCHEMA.md is stale: run npm run migrate:create -- <name>.']),
  ]
}

function prepare(wanted: WantedSchema) {
  mkdirSync(wanted.streamFolder, { recursive: true })
  const model: SchemaModel = {
    routines: [...tenancyRoutines, ...searchRoutines(wanted.tables), ...(wanted.routines ?? [])],
    tables: wanted.tables,
  }

  return { folder: wanted.streamFolder, model, stream: readStream(wanted.streamFolder) }
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
