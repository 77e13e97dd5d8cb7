import { recordErrors } from '../errors.ts'
import type { CollectionModel } from '../types.ts'

const KEY = Symbol.for('tenon.models')

// One per process: Next's bundle holds a second copy of this module.
const shared = globalThis as { [KEY]?: ReadonlyMap<string, CollectionModel> }

/** Makes these the collections of this process. */
export function useModels(models: readonly CollectionModel[]): void {
  shared[KEY] = new Map(models.map((model) => [model.slug, model]))
}

/** The compiled collection of a slug; throws `RECORD_COLLECTION_UNKNOWN`. */
export function modelOf(slug: string): CollectionModel {
  const model = shared[KEY]?.get(slug)
  if (model === undefined) {
    throw recordErrors.COLLECTION_UNKNOWN({ collection: slug })
  }

  return model
}

/** Every collection of this process. */
export function allModels(): readonly CollectionModel[] {
  return [...(shared[KEY]?.values() ?? [])]
}
