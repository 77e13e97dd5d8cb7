import type { CollectionModel, RecordDoc, RecordQuery } from '../../collection/index.ts'
import { allModels, hiddenPaths, levelHere, modelOf, valueAt } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import type { CollectionView } from '../collections/types.ts'
import { titleText } from '../records/titleText.ts'
import type { StageStep } from './types.ts'

/** The field of a record that says at which step it stands, and how the steps are bounded. */
export type Stage = {
  /** Path of the relation to the steps. */
  field: string
  /** The relation that records and steps share, such as a pipeline: path in the record, path in the step. */
  scope: { record: string; step: string } | null
  steps: string
}

const ORDER = 'order'

/** What people are asked about the end of a sale, whatever the stage says. */
const LOST = { kind: 'lost', reason: 'lostReason' }

/** How records of a collection go through steps: by a relation to configuration that has an order; else undefined. */
export function stageOf(model: CollectionModel): Stage | undefined {
  const hidden = hiddenPaths(model)
  for (const { kind, path, relationTo } of model.fields) {
    const steps = allModels().find(({ slug }) => slug === relationTo)
    if (kind !== 'relation' || steps === undefined || hidden.has(path) || !isSteps(steps)) {
      continue
    }
    const shared = steps.fields.find(
      (field) =>
        field.kind === 'relation' &&
        model.fields.some((own) => own.kind === 'relation' && own.relationTo === field.relationTo),
    )
    const own = model.fields.find(
      (field) => field.kind === 'relation' && field.relationTo === shared?.relationTo,
    )

    return {
      field: path,
      scope:
        shared === undefined || own === undefined ? null : { record: own.path, step: shared.path },
      steps: steps.slug,
    }
  }

  return undefined
}

/** The read of the steps that a record may stand at, or undefined where the reader may not see them. */
export function stepsQuery(stage: Stage, doc: RecordDoc): RecordQuery | undefined {
  if (levelHere(modelOf(stage.steps), 'read') === 'none') {
    return undefined
  }
  const scope = stage.scope === null ? undefined : valueAt(doc, stage.scope.record)

  return {
    collection: stage.steps,
    limit: 50,
    sort: ORDER,
    where:
      stage.scope === null || typeof scope !== 'string'
        ? {}
        : { [stage.scope.step]: { equals: scope } },
  }
}

/** A step as the page shows it. */
export function stepOf(doc: RecordDoc, view: CollectionView): StageStep {
  const { kind, name, requiredFields, title } = doc
  const required: readonly unknown[] = Array.isArray(requiredFields) ? requiredFields : []
  const wanted = kind === LOST.kind ? [...required, LOST.reason] : required

  return {
    asks: view.fields
      .filter(({ path, readOnly }) => !readOnly && wanted.includes(path))
      .map(({ path }) => path),
    id: doc.id,
    kind: typeof kind === 'string' ? kind : null,
    name: typeof name === 'object' && name !== null ? (name as Label) : { en: titleText(title) },
  }
}

function isSteps(model: CollectionModel): boolean {
  const config = currentCrm().collections.find(({ slug }) => slug === model.slug)
  const tenon = config?.custom?.['tenon'] as undefined | { configuration?: boolean }

  return tenon?.configuration === true && model.byPath.get(ORDER)?.kind === 'integer'
}
