import { levelHere, modelOf } from '../../collection/index.ts'
import type { CollectionView, FieldView } from '../collections/types.ts'
import type { ScreenReader } from '../types.ts'
import type { BoardShape } from './types.ts'

const STAGES = 'stages'
// An amount in the tenant's own currency says so by its name.
const BASE_AMOUNT = 'Base'

/**
 * What the board of a collection is made of, from its definition and within what the reader may see: stages
 * where it has them, else the choice that was asked for, else its first required or indexed one. Undefined
 * where it can have no board.
 */
export function chooseShape(
  view: CollectionView,
  reader: ScreenReader,
  wanted?: string,
): BoardShape | undefined {
  const stage = view.fields.find(
    ({ kind, relationTo }) => kind === 'relation' && relationTo === STAGES,
  )
  if (stage !== undefined && wanted === undefined && isReadable(STAGES, reader)) {
    return {
      ...facetsOf(view, reader),
      by: stage.path,
      enteredAt: pathWhere(
        view,
        ({ kind, path }) => kind === 'instant' && path === `${stage.path}EnteredAt`,
      ),
      kind: 'pipeline',
    }
  }
  const choices = choicesOf(view)
  const by = wanted === undefined ? choices[0] : choices.find((field) => field.path === wanted)

  return by === undefined
    ? undefined
    : { ...facetsOf(view, reader), by: by.path, enteredAt: null, kind: 'choice' }
}

/** The choices that a board can be by: those that a record can be moved between come first. */
export function choicesOf({ fields }: CollectionView): FieldView[] {
  const rank = (field: FieldView) =>
    (field.readOnly ? 4 : 0) + (field.required ? 0 : 1) + (field.indexed ? 0 : 1)

  return fields
    .filter((field) => field.kind === 'choice' && field.semantic === undefined)
    .toSorted((one, other) => rank(one) - rank(other))
}

function facetsOf(
  view: CollectionView,
  reader: ScreenReader,
): Omit<BoardShape, 'by' | 'enteredAt' | 'kind'> {
  return {
    amount: pathWhere(
      view,
      ({ path, semantic }) => semantic === 'money' && !path.endsWith(BASE_AMOUNT),
    ),
    base: pathWhere(
      view,
      ({ path, semantic }) => semantic === 'money' && path.endsWith(BASE_AMOUNT),
    ),
    company: pathWhere(
      view,
      ({ kind, path, relationTo }) =>
        kind === 'relation' &&
        relationTo !== undefined &&
        ['companies', 'contacts'].includes(relationTo) &&
        isReadable(relationTo, reader) &&
        path !== view.ownerField,
    ),
    currency: pathWhere(view, ({ semantic }) => semantic === 'currency'),
    date: pathWhere(view, ({ indexed, kind }) => kind === 'date' && indexed),
    owner: view.ownerField,
  }
}

function pathWhere(view: CollectionView, fits: (field: FieldView) => boolean): null | string {
  return view.fields.find(fits)?.path ?? null
}

function isReadable(slug: string, { isOpen }: ScreenReader): boolean {
  return isOpen(slug) && levelHere(modelOf(slug), 'read') !== 'none'
}
