import type { CollectionModel } from '../../collection/index.ts'
import { allModels, hiddenPaths, levelHere } from '../../collection/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import type { ScreenReader } from '../types.ts'
import { ACTIVITY_TARGETS, ATTACHMENTS, RECORD_TAGS } from './links.ts'
import type { RelatedSpec } from './types.ts'

const COLUMNS = 4

/** Tells nothing of what a record is. */
const BOOKKEEPING = new Set(['createdAt', 'id', 'updatedAt'])

/** Ties that the page shows in places of their own. */
const ELSEWHERE = new Set([ACTIVITY_TARGETS, ATTACHMENTS, RECORD_TAGS])

/** Every list of records that point to records of a collection, as far as the reader may see them. */
export function relatedSpecs(slug: string, reader: ScreenReader): RelatedSpec[] {
  const lists = allModels()
    .filter(
      (model) =>
        reader.isOpen(model.slug) &&
        !ELSEWHERE.has(model.slug) &&
        // What rules alone keep is told by the timeline.
        model.writtenBy !== 'rules' &&
        levelHere(model, 'read') !== 'none',
    )
    .flatMap((model) => pointers(model, slug))

  // Records of their own before ties, which have no name.
  return lists.toSorted((one, other) => rank(one) - rank(other))
}

/** The columns that a related list shows: those of the collection's own list without the way back. */
export function relatedColumns(model: CollectionModel, field: string): string[] {
  const hidden = hiddenPaths(model)
  const config = currentCrm().collections.find((one) => one.slug === model.slug)

  return (config?.admin?.defaultColumns ?? [model.title])
    .filter((path) => path !== field && !BOOKKEEPING.has(path) && !hidden.has(path))
    .slice(0, COLUMNS)
}

function pointers(model: CollectionModel, slug: string): RelatedSpec[] {
  const hidden = hiddenPaths(model)

  return model.fields
    .filter((field) => field.kind === 'relation' && field.relationTo === slug)
    .filter(({ path }) => !hidden.has(path))
    .map(({ path }) => ({
      collection: model.slug,
      columns: relatedColumns(model, path),
      field: path,
    }))
}

function rank({ collection }: RelatedSpec): number {
  return allModels().find((model) => model.slug === collection)?.title === 'id' ? 1 : 0
}
