import type { CollectionModel, RecordDoc } from '../../collection/index.ts'
import { levelHere, modelOf, readTogether, valueAt } from '../../collection/index.ts'
import type { ScreenReader } from '../types.ts'
import { titleText } from './titleText.ts'
import type { Titles } from './types.ts'

/**
 * What the records are called that these records point to, as far as the reader may read them: one round
 * trip, whatever the number of records; names in several languages in the one that is asked for.
 */
export async function relatedTitles(
  model: CollectionModel,
  docs: readonly RecordDoc[],
  reader: ScreenReader,
  language?: string,
): Promise<Titles> {
  return titlesOf(tiesOf(model, docs), reader, language)
}

/** The records that these records point to: their ids by collection. */
export function tiesOf(
  model: CollectionModel,
  docs: readonly RecordDoc[],
  wanted = new Map<string, Set<string>>(),
): Map<string, Set<string>> {
  for (const field of model.fields) {
    for (const doc of field.kind === 'relation' || field.kind === 'polymorphic' ? docs : []) {
      const tie = tieOf(valueAt(doc, field.path), field.relationTo)
      if (tie !== undefined) {
        wanted.set(tie.slug, (wanted.get(tie.slug) ?? new Set()).add(tie.id))
      }
    }
  }

  return wanted
}

/** What records are called, by collection and id, as far as the reader may read them: one round trip. */
export async function titlesOf(
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  reader: ScreenReader,
  language?: string,
): Promise<Titles> {
  const slugs = [...wanted.keys()].filter(
    (slug) => reader.isOpen(slug) && levelHere(modelOf(slug), 'read') !== 'none',
  )
  const { pages } = await readTogether(
    slugs.map((collection) => ({
      collection,
      limit: 0,
      where: { id: { in: [...(wanted.get(collection) ?? [])] } },
    })),
  )
  const entries = slugs.map((slug, at) => [
    slug,
    Object.fromEntries(
      (pages[at]?.docs ?? []).map((doc) => [doc.id, nameOf(modelOf(slug), doc, language)]),
    ),
  ])

  return Object.fromEntries(entries) as Titles
}

/** Names of configuration stand in several languages beside the one text that they are found by. */
function nameOf(model: CollectionModel, doc: RecordDoc, language: string | undefined): string {
  const named = model.byPath.get('name')?.semantic === 'label' ? doc['name'] : undefined

  return language === undefined || named === undefined || named === null
    ? titleText(valueAt(doc, model.title))
    : titleText(named, language)
}

function tieOf(
  value: unknown,
  relationTo: string | undefined,
): { id: string; slug: string } | undefined {
  if (typeof value === 'string' && relationTo !== undefined) {
    return { id: value, slug: relationTo }
  }
  const tie = value as { relationTo?: unknown; value?: unknown } | null | undefined

  return typeof tie?.relationTo === 'string' && typeof tie.value === 'string'
    ? { id: tie.value, slug: tie.relationTo }
    : undefined
}
