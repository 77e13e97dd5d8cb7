import { hiddenPaths, modelOf } from '../../collection/index.ts'
import type { JobView } from '../../jobs/index.ts'
import { getJob } from '../../jobs/index.ts'
import { database } from '../../kernel/db/index.ts'
import type { ColumnProfile } from '../guess/profile.ts'
import type { ImportRecipe } from '../recipes/recipes.ts'
import { listRecipes } from '../recipes/recipes.ts'
import type { ImportListing } from '../records/importRecords.ts'
import type { ColumnPlan, ColumnTarget, FileFormat, ImportMap, ImportPlan } from '../types.ts'
import { findImport } from './findImport.ts'

/** How far an import is: its file, its dry run and the run itself. */
export type ImportView = ImportListing & {
  dryRun: JobView | null
  run: JobView | null
  /** What was done last. */
  state: 'planned' | JobView['state']
}

/** How a file is going to be read. */
export type ImportPreview = {
  columns: readonly {
    dateOrder?: string
    decimal?: string
    /** Cells with a value. */
    filled: number
    header: string
    /** A field path, `externalId`, or null when the column is left out; as a map takes it. */
    target: string | null
    /** What the values look like. */
    type: 'boolean' | 'date' | 'email' | 'empty' | 'number' | 'text' | 'url'
    values?: Readonly<Record<string, string>>
  }[]
  createMissing: boolean
  currency: string
  format: FileFormat
  map: ImportMap
  match: ImportPlan['match']
  notes: ImportPlan['notes']
  /** Recipes kept for files with these columns, the latest first. */
  recipes: readonly ImportRecipe[]
  rows: number
  samples: readonly (readonly string[])[]
}

const MOSTLY = 0.6

/** An import with the state of its jobs. */
export async function describeImport(id: string): Promise<ImportView> {
  const record = await database().transaction((transaction) => findImport(transaction, id))

  return viewOf(record)
}

/** A listed import with the state of its jobs. */
export async function viewOf(record: ImportListing): Promise<ImportView> {
  const { apiKey, bytes, collection, createdAt, createdBy, createMissing, file, id, map } = record
  const [dryRun, run] = await Promise.all([
    jobOf(record, record.dryRunId),
    jobOf(record, record.runId),
  ])

  return {
    apiKey,
    bytes,
    collection,
    createdAt,
    createdBy,
    createMissing,
    dryRun,
    dryRunId: record.dryRunId,
    file,
    id,
    map,
    run,
    runId: record.runId,
    state: (run ?? dryRun)?.state ?? 'planned',
  }
}

/** How the file of an import is going to be read, with its first rows. */
export async function previewImport(id: string): Promise<ImportPreview> {
  return database().transaction(async (transaction) => {
    const { collection, createMissing, map, plan, profile } = await findImport(transaction, id)
    const recipes = await listRecipes(transaction, { collection, signature: profile?.signature })

    return {
      columns: (plan?.columns ?? []).map((column, index) => ({
        ...describeColumn(column),
        filled: profile?.columns[index]?.filled ?? 0,
        type: typeOf(profile?.columns[index]),
      })),
      createMissing,
      currency: plan?.currency ?? '',
      format: plan?.format ?? { delimiter: ',', encoding: 'utf-8', kind: 'csv', skipLines: 0 },
      map,
      match: plan?.match ?? { by: 'none' },
      notes: plan?.notes ?? [],
      recipes,
      rows: plan?.rows ?? 0,
      samples: profile?.samples ?? [],
    }
  })
}

async function jobOf({ collection }: ImportListing, id: string | null): Promise<JobView | null> {
  if (id === null) {
    return null
  }
  const job = await getJob(id)
  const hidden = hiddenPaths(modelOf(collection))
  const differences = job.result?.['differences']
  if (hidden.size === 0 || !Array.isArray(differences)) {
    return job
  }
  const seen = differences.filter(({ field }: { field: string }) => !hidden.has(field))

  return { ...job, result: { ...job.result, differences: seen } }
}

function describeColumn({ dateOrder, decimal, header, target, values }: ColumnPlan) {
  return {
    header,
    target: targetText(target),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(values === undefined ? {} : { values }),
  }
}

function targetText(target: ColumnTarget | null): string | null {
  if (target === null) {
    return null
  }
  if (target.kind === 'external') {
    return 'externalId'
  }
  const suffix = target.invert === true ? 'not' : target.part

  return suffix === undefined ? target.path : `${target.path}:${suffix}`
}

function typeOf(column: ColumnProfile | undefined): ImportPreview['columns'][number]['type'] {
  if (column === undefined || column.seen === 0) {
    return 'empty'
  }
  const counted = [
    ['email', column.emails],
    ['url', column.urls],
    ['boolean', column.booleans],
    ['date', column.dates],
    ['number', column.numbers],
  ] as const
  const found = counted.find(([, count]) => count / column.seen >= MOSTLY)

  return found?.[0] ?? 'text'
}
