import {
  countRecords,
  modelOf,
  readRecords,
  readSetting,
  trashDays,
  valueAt,
} from '../../collection/index.ts'
import { canDo } from '../../identity/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import type { CollectionView } from '../collections/types.ts'
import { titleText } from '../records/titleText.ts'
import type { ScreenReader } from '../types.ts'

const SHOWN = 100
const GONE = { deletedAt: { exists: true } }

/** What lies in the trash: how much by collection, and the last of the one asked for, else of the first with any. */
export async function loadTrash(reader: ScreenReader, asked: string | undefined) {
  const views = currentCrm()
    .navigation.flatMap(({ items }) => items)
    .flatMap((slug) => viewOf(slug, reader))
  const counted = await Promise.all(
    views.map(async (view) => ({
      count: await countRecords({ collection: view.slug, where: GONE }),
      view,
    })),
  )
  const filled = counted.filter(({ count }) => count > 0)
  const chosen = filled.find(({ view }) => view.slug === asked) ?? filled[0]
  const isManager = canDo(reader.principal, 'settings.manage')

  return {
    collection: chosen?.view.slug ?? null,
    collections: filled.map(({ count, view }) => ({
      count,
      label: view.labels.plural,
      slug: view.slug,
    })),
    days: await readSetting(trashDays),
    docs: chosen === undefined ? [] : await readTrash(chosen.view.slug),
    isManager,
    may: { delete: chosen?.view.may.delete !== 'none', update: chosen?.view.may.update !== 'none' },
  }
}

async function readTrash(slug: string) {
  const model = modelOf(slug)
  const { docs } = await readRecords({
    collection: slug,
    limit: SHOWN,
    sort: '-deletedAt',
    where: GONE,
  })

  return docs.map((doc) => ({
    deletedAt: String(doc['deletedAt']),
    id: doc.id,
    title: titleText(valueAt(doc, model.title)),
  }))
}

function viewOf(slug: string, reader: ScreenReader): CollectionView[] {
  try {
    const view = describeCollection(slug, reader)

    return view.trash ? [view] : []
  } catch {
    return []
  }
}
