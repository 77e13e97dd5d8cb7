import { z } from 'zod'

import { listBatches, modelOf } from '../../collection/index.ts'
import { isImportable } from '../../imports/index.ts'
import type { ImportPreview, ImportView } from '../../imports/index.ts'
import { describeImport, listImports, previewImport } from '../../imports/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import type { CollectionView, FieldView } from '../collections/types.ts'
import { defineScreen } from '../defineScreen.ts'
import type { ScreenReader } from '../types.ts'

const LISTED = 20
const BATCHES = 200

/** A collection that the reader may import into. */
export type ImportTarget = Pick<CollectionView, 'labels' | 'slug'>

/** An earlier import, and whether it was taken back. */
export type ImportListItem = Pick<
  ImportView,
  'collection' | 'createdAt' | 'file' | 'id' | 'runId' | 'state'
> & {
  rows: number
  undone: 'done' | 'none' | 'running'
}

/** What the import wizard shows: where one may import to, one import as far as it is, and earlier ones. */
export const importScreen = defineScreen({
  input: z.object({ collection: z.string().optional(), id: z.uuid().optional() }),
  load: async ({ collection, id }, reader) => {
    const targets = targetsOf(reader)
    const view = id === undefined ? null : await describeImport(id)
    const preview: ImportPreview | null = id === undefined ? null : await previewImport(id)
    const slug = view?.collection ?? collection
    const target = targets.find((one) => one.slug === slug) ?? null

    return {
      earlier: await earlierImports(),
      fields: target === null ? [] : fieldsOf(target.slug, reader),
      import: view,
      preview,
      target,
      targets,
    }
  },
  name: 'import',
})

function targetsOf(reader: ScreenReader): ImportTarget[] {
  const slugs = currentCrm().navigation.flatMap(({ items }) => items)

  return slugs
    .filter((slug) => reader.isOpen(slug) && mayImport(slug, reader))
    .map((slug) => {
      const { labels } = describeCollection(slug, reader)

      return { labels, slug }
    })
}

function mayImport(slug: string, reader: ScreenReader): boolean {
  try {
    const { may } = describeCollection(slug, reader)

    return may.import !== 'none' && may.create !== 'none'
  } catch {
    return false
  }
}

function fieldsOf(slug: string, reader: ScreenReader): FieldView[] {
  const model = modelOf(slug)

  return describeCollection(slug, reader).fields.filter((view) => {
    const field = model.byPath.get(view.path)

    return field !== undefined && !view.readOnly && isImportable(model, field)
  })
}

async function earlierImports(): Promise<ImportListItem[]> {
  const [imports, batches] = await Promise.all([
    listImports({ collection: null, limit: LISTED, page: 1 }),
    listBatches({ limit: BATCHES }),
  ])
  const undone = new Map(batches.docs.map((batch) => [batch.id, batch.undone]))

  return imports.map((one) => ({
    collection: one.collection,
    createdAt: one.createdAt,
    file: one.file,
    id: one.id,
    rows: (one.run ?? one.dryRun)?.progress.total ?? 0,
    runId: one.runId,
    state: one.state,
    undone: undone.get(one.runId ?? '') ?? 'none',
  }))
}
