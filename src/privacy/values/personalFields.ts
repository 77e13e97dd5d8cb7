import type { CollectionModel, FieldModel } from '../../collection/index.ts'
import { modelOf } from '../../collection/index.ts'
import { privacyErrors } from '../errors.ts'

/** The fields of a collection whose values belong to a person. */
export function personalFields(model: CollectionModel): readonly FieldModel[] {
  return model.fields.filter(({ personal }) => personal !== undefined)
}

/** The collection of a slug whose records are people; throws `PRIVACY_NOT_PERSONAL`. */
export function personModel(slug: string): CollectionModel {
  const model = modelOf(slug)
  if (!isPerson(model)) {
    throw privacyErrors.NOT_PERSONAL({ collection: slug })
  }

  return model
}

/** True for a collection whose records are people: they are named by a value of the person. */
export function isPerson(model: CollectionModel): boolean {
  return model.fields.some(({ personal }) => personal === 'title')
}
