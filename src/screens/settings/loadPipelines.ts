import type { RecordDoc } from '../../collection/index.ts'
import { levelHere, modelOf, readRecords } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import type { ScreenReader } from '../types.ts'

/** A step of a pipeline. */
export type StageRow = {
  /** Keys of the stages a deal may come from; none: from any. */
  allowedFrom: readonly string[]
  id: string
  key: string
  kind: 'lost' | 'open' | 'won'
  name: Label
  order: number
  pipeline: string
  probability: null | number
  /** Paths of fields that must have a value. */
  requiredFields: readonly string[]
  version: number
}

/** The pipelines with their stages in order, and the fields that a stage may ask for. */
export async function loadPipelines(reader: ScreenReader) {
  const [pipelines, stages] = await Promise.all([
    readRecords({ collection: 'pipelines', limit: 0, sort: 'title' }),
    readRecords({ collection: 'stages', limit: 0, sort: 'order' }),
  ])
  const model = modelOf('stages')

  return {
    fields: dealFields(reader),
    may: {
      create: levelHere(model, 'create') !== 'none',
      delete: levelHere(model, 'delete') !== 'none',
    },
    pipelines: pipelines.docs.map((doc) => ({
      id: doc.id,
      isDefault: doc['isDefault'] === true,
      name: nameOf(doc),
      version: Number(doc['version']),
    })),
    stages: stages.docs.map(stageOf),
  }
}

function dealFields(reader: ScreenReader) {
  try {
    return describeCollection('deals', reader)
      .fields.filter(({ kind, readOnly }) => !readOnly && kind !== 'json' && kind !== 'boolean')
      .map(({ label, path }) => ({ label, path }))
  } catch {
    return []
  }
}

function stageOf(doc: RecordDoc): StageRow {
  return {
    allowedFrom: listOf(doc['allowedFrom']),
    id: doc.id,
    key: String(doc['key']),
    kind: doc['kind'] as StageRow['kind'],
    name: nameOf(doc),
    order: Number(doc['order']),
    pipeline: String(doc['pipeline']),
    probability: typeof doc['probability'] === 'number' ? doc['probability'] : null,
    requiredFields: listOf(doc['requiredFields']),
    version: Number(doc['version']),
  }
}

function nameOf(doc: RecordDoc): Label {
  return (doc['name'] ?? { en: String(doc['title'] ?? doc['key']) }) as Label
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
