import type { RecordDoc } from '../../collection/index.ts'
import { hiddenPaths, modelOf, readTogether } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import type { CollectionView } from '../collections/types.ts'
import { screenErrors } from '../errors.ts'
import type { ScreenReader } from '../types.ts'
import type { BoardInput } from './boardInput.ts'
import { choicesOf, chooseShape } from './chooseShape.ts'
import type { BoardPipeline, BoardShape, ColumnFacts } from './types.ts'

/** A board before its records are read. */
export type OpenBoard = {
  choices: readonly string[]
  columns: readonly ColumnFacts[]
  pipeline: BoardPipeline | null
  pipelines: readonly BoardPipeline[]
  shape: BoardShape
  view: CollectionView
}

/**
 * The columns of a board as its reader may see them. Throws `SCREEN_BOARD_MISSING` for a collection that
 * can have none, and what describing the collection throws.
 */
export async function openBoard(input: BoardInput, reader: ScreenReader): Promise<OpenBoard> {
  const view = describeCollection(input.collection, reader)
  const shape = chooseShape(view, reader, input.by)
  if (shape === undefined) {
    throw screenErrors.BOARD_MISSING({ collection: input.collection })
  }
  if (shape.kind === 'choice') {
    return {
      choices: choicesOf(view).map(({ path }) => path),
      columns: choiceColumns(view, shape.by),
      pipeline: null,
      pipelines: [],
      shape,
      view,
    }
  }
  const isPipelineSeen =
    reader.isOpen('pipelines') && !hiddenPaths(modelOf('stages')).has('pipeline')
  const { pages } = await readTogether([
    { collection: 'stages', limit: 0, sort: 'order' },
    ...(isPipelineSeen ? [{ collection: 'pipelines', limit: 0, sort: 'title' }] : []),
  ])
  const stages = pages[0]?.docs ?? []
  const docs = pages[1]?.docs ?? []
  const shown =
    docs.find((doc) => doc['key'] === input.pipeline || doc.id === input.pipeline) ??
    docs.find((doc) => doc['isDefault'] === true) ??
    docs[0]

  return {
    choices: [],
    columns: stageColumns(
      stages.filter((stage) => shown === undefined || stage['pipeline'] === shown.id),
      view,
    ),
    pipeline: shown === undefined ? null : pipelineOf(shown),
    pipelines: docs.map(pipelineOf),
    shape,
    view,
  }
}

function pipelineOf(doc: RecordDoc): BoardPipeline {
  return {
    id: doc.id,
    key: typeof doc['key'] === 'string' ? doc['key'] : doc.id,
    title: nameOf(doc),
  }
}

/** Configuration is called by a text for each language, or by one for all. */
function nameOf(doc: RecordDoc): Label | string {
  const name = doc['name'] ?? doc['title'] ?? doc['key']

  return typeof name === 'object' && name !== null
    ? (name as Label)
    : typeof name === 'string'
      ? name
      : doc.id
}

function stageColumns(stages: readonly RecordDoc[], view: CollectionView): ColumnFacts[] {
  return stages.map((stage) => {
    const kind = (stage['kind'] ?? null) as ColumnFacts['kind']
    const requires = listOf(stage['requiredFields']).filter((path) => hasField(view, path))
    const allowed = listOf(stage['allowedFrom'])
    const probability = typeof stage['probability'] === 'number' ? stage['probability'] : null

    return {
      asks: [...new Set([...requires, ...asksOf(kind, view)])],
      from:
        allowed.length === 0
          ? null
          : stages
              .filter(({ id, key }) => allowed.includes(id) || allowed.includes(String(key)))
              .map(({ id }) => id),
      id: stage.id,
      kind,
      probability,
      requires,
      title: nameOf(stage),
    }
  })
}

/** What people are asked about the end of a sale, whatever the stage says. */
function asksOf(kind: ColumnFacts['kind'], view: CollectionView): string[] {
  const asked =
    kind === 'lost' ? [/^lostReason$/] : kind === 'won' ? [/^amount$/, /^closeDate$/] : []

  return view.fields
    .filter(({ path, readOnly }) => !readOnly && asked.some((name) => name.test(path)))
    .map(({ path }) => path)
}

function choiceColumns(view: CollectionView, by: string): ColumnFacts[] {
  const field = view.fields.find(({ path }) => path === by)
  const columns = (field?.options ?? []).map((option) => ({
    id: option.value,
    title: option.label,
  }))
  const all = field?.required === true ? columns : [{ id: '', title: '' }, ...columns]

  return all.map((column) => ({
    ...column,
    asks: [],
    from: null,
    kind: null,
    probability: null,
    requires: [],
  }))
}

function hasField({ fields }: CollectionView, path: string): boolean {
  return fields.some((field) => field.path === path)
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
