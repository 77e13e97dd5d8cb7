import { modelOf, putAt, readRecords, writeRecords } from '../../collection/index.ts'
import type { Change, CollectionModel, RecordDoc } from '../../collection/types.ts'
import { database } from '../../kernel/db/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { currentCrm } from '../registry.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'
import type { ConfigurationDocument, ConfigurationEntry } from '../types.ts'
import { configurationErrors } from './errors.ts'
import { hashEntry } from './hashEntry.ts'
import { planEntry } from './planEntry.ts'
import type { ConfigurationOrigin, ConfigurationPlan, ConfigurationStep } from './types.ts'

/** Ids of configuration rows by collection and key, as far as they are known. */
type KnownKeys = Map<string, Map<string, string>>

/**
 * Brings the current tenant's configuration to what a document wants and says what changed, row by
 * row, in one transaction. Rows the document does not name and values the tenant changed since they
 * were applied stay. With `dryRun` the plan is made and nothing is written.
 */
export async function applyConfiguration(
  document: ConfigurationDocument,
  options: { dryRun?: boolean; transaction?: Transaction } = {},
): Promise<ConfigurationPlan> {
  const run = async (transaction: Transaction): Promise<ConfigurationPlan> => {
    const known: KnownKeys = new Map()
    const steps: ConfigurationStep[] = []
    for (const slug of orderedSlugs(document)) {
      const entries = document.collections[slug] ?? []
      steps.push(
        ...(await applySection({ document, entries, known, slug, transaction }, options.dryRun)),
      )
    }

    return { steps }
  }

  return options.transaction === undefined ? database().transaction(run) : run(options.transaction)
}

type Section = {
  document: ConfigurationDocument
  entries: readonly ConfigurationEntry[]
  known: KnownKeys
  slug: string
  transaction: Transaction
}

async function applySection(section: Section, dryRun = false): Promise<ConfigurationStep[]> {
  const { entries, known, slug, transaction } = section
  const model = modelOf(slug)
  const standing = await readKeys(slug, transaction)
  known.set(slug, new Map([...standing].map(([key, row]) => [key, row.id])))
  const steps: ConfigurationStep[] = []
  const changes: Change[] = []
  for (const entry of entries) {
    const row = standing.get(entry.key)
    const wanted = await resolveEntry(model, entry, section)
    const step = planEntry({ collection: slug, key: entry.key, standing: row, wanted })
    known.get(slug)?.set(entry.key, step.id)
    steps.push(step)
    changes.push(...changeOf(step, row, originOf(section.document, wanted)))
  }
  if (!dryRun && changes.length > 0) {
    await writeRecords({ changes, collection: slug }, transaction)
  }

  return steps
}

// Targets of relations come first: the installation declares them in that order.
function orderedSlugs(document: ConfigurationDocument): string[] {
  const slugs = currentCrm()
    .collections.filter((collection) => tenonOptionsOf(collection).configuration === true)
    .map(({ slug }) => slug)
  const collection = Object.keys(document.collections).find((slug) => !slugs.includes(slug))
  if (collection !== undefined) {
    throw configurationErrors.COLLECTION_UNKNOWN({ collection })
  }

  return slugs.filter((slug) => slug in document.collections)
}

async function readKeys(slug: string, transaction: Transaction): Promise<Map<string, RecordDoc>> {
  const { docs } = await readRecords({ collection: slug, limit: 0 }, transaction)

  return new Map(docs.map((doc) => [String(doc['key']), doc]))
}

async function resolveEntry(
  model: CollectionModel,
  entry: ConfigurationEntry,
  { known, transaction }: Section,
): Promise<Record<string, unknown>> {
  const wanted: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(entry)) {
    const field = model.byPath.get(path)
    if (field === undefined) {
      throw configurationErrors.FIELD_UNKNOWN({
        collection: model.slug,
        field: path,
        key: entry.key,
      })
    }
    const target = field.relationTo
    if (target === undefined || typeof value !== 'string' || !modelOf(target).byPath.has('key')) {
      wanted[path] = value
      continue
    }
    if (!known.has(target)) {
      const rows = await readKeys(target, transaction)
      known.set(target, new Map([...rows].map(([key, row]) => [key, row.id])))
    }
    const id = known.get(target)?.get(value)
    if (id === undefined) {
      throw configurationErrors.KEY_UNKNOWN({ field: path, key: entry.key, target: value })
    }
    wanted[path] = id
  }

  return wanted
}

function originOf(
  { source, version }: ConfigurationDocument,
  wanted: Readonly<Record<string, unknown>>,
): ConfigurationOrigin {
  return { applied: wanted, hash: hashEntry(wanted), source, version }
}

function changeOf(
  step: ConfigurationStep,
  row: RecordDoc | undefined,
  origin: ConfigurationOrigin,
): Change[] {
  const data: Record<string, unknown> = { origin }
  Object.entries(step.changes).forEach(([path, { to }]) => {
    putAt(data, path, to)
  })
  if (row === undefined) {
    return [{ data: { ...data, revision: 1 }, id: step.id, op: 'create' }]
  }
  const before = row['origin'] as ConfigurationOrigin | null
  if (step.action === 'unchanged' && before?.hash === origin.hash) {
    return []
  }
  const revision = Number(row['revision'] ?? 0) + (step.action === 'update' ? 1 : 0)
  const version = row['version']

  return [
    {
      data: { ...data, revision },
      id: row.id,
      op: 'update',
      ...(typeof version === 'number' ? { version } : {}),
    },
  ]
}
