import { z } from 'zod'

import type { RecordQuery } from '../../collection/index.ts'
import { modelOf, readTogether, recordErrors } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import { defineScreen } from '../defineScreen.ts'
import { tiesOf, titlesOf } from '../records/relatedTitles.ts'
import { readLayout } from './layoutOf.ts'
import type { RelatedList, RelatedSpec } from './types.ts'

const ROWS = 5

/** The lists of records that point to a record: how many there are, and the first of each. */
export const relatedScreen = defineScreen({
  input: z.object({
    collection: z.string(),
    id: z.uuid(),
    language: z.string().max(20).default('en'),
  }),
  load: async ({ collection, id, language }, reader) => {
    const view = describeCollection(collection, reader)
    const { related } = await readLayout(view, reader)
    const { pages } = await readTogether([
      // Whoever may not read the record learns nothing of what points to it.
      { collection, limit: 1, where: { id: { equals: id } } },
      ...related.map((spec) => firstRows(spec, id)),
    ])
    if (pages[0]?.docs.length !== 1) {
      throw recordErrors.NOT_FOUND({})
    }
    const lists = related.map((spec, at): RelatedList => {
      const page = pages[at + 1]
      const of = describeCollection(spec.collection, reader)
      const field = of.fields.find(({ path }) => path === spec.field)

      return {
        ...spec,
        docs: page?.docs ?? [],
        label: {
          collection: of.labels.plural,
          field: field?.label ?? ({ en: spec.field } satisfies Label),
          singular: of.labels.singular,
        },
        mayCreate: of.may.create !== 'none' && field?.readOnly === false,
        total: page?.totalDocs ?? 0,
        totalIsCapped: page?.totalIsCapped ?? false,
        view: of,
      }
    })
    const wanted = new Map<string, Set<string>>()
    lists.forEach(({ collection: slug, docs }) => tiesOf(modelOf(slug), docs, wanted))

    return { lists, titles: await titlesOf(wanted, reader, language) }
  },
  name: 'record-related',
})

function firstRows({ collection, field }: RelatedSpec, id: string): RecordQuery {
  const model = modelOf(collection)

  return {
    collection,
    count: 'capped',
    limit: ROWS,
    sort: '-createdAt',
    where: {
      and: [
        { [field]: { equals: id } },
        ...(model.trash ? [{ deletedAt: { exists: false } }] : []),
      ],
    },
  }
}
