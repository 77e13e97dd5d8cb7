import { z } from 'zod'

import type { RecordDoc, RecordQuery } from '../../collection/index.ts'
import { modelOf, readTogether, recordErrors, valueAt } from '../../collection/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import { defineScreen } from '../defineScreen.ts'
import { tiesOf, titlesOf } from '../records/relatedTitles.ts'
import { titleText } from '../records/titleText.ts'
import { readLayout } from './layoutOf.ts'
import { linksOf, RECORD_TAGS, TAGS, targets } from './links.ts'
import { mayHere } from './mayHere.ts'
import { stageOf, stepOf, stepsQuery } from './stageOf.ts'
import type { RecordView, TagView } from './types.ts'

/** A record's page without its lists and its timeline: header, details, tags, and what the reader may do. */
export const recordScreen = defineScreen({
  input: z.object({
    collection: z.string(),
    id: z.uuid(),
    /** Language of the names of configuration. */
    language: z.string().max(20).default('en'),
  }),
  load: async ({ collection, id, language }, reader): Promise<RecordView> => {
    const view = describeCollection(collection, reader)
    const model = modelOf(collection)
    const links = linksOf(view, reader)
    const [{ pages }, layout] = await Promise.all([
      readTogether([
        { collection, limit: 1, where: { id: { equals: id } } },
        ...(links.tags === null ? [] : [tagTies(collection, id)]),
      ]),
      readLayout(view, reader),
    ])
    const [found, ties] = pages
    const [doc] = found?.docs ?? []
    if (doc === undefined) {
      throw recordErrors.NOT_FOUND({})
    }
    const stage = stageOf(model)
    const steps = stage === undefined ? undefined : stepsQuery(stage, doc)
    const tagDocs = ties?.docs ?? []
    const [further, titles, may] = await Promise.all([
      readTogether([
        ...(steps === undefined ? [] : [steps]),
        ...(tagDocs.length === 0 ? [] : [tagsQuery(tagDocs)]),
      ]),
      titlesOf(tiesOf(model, [doc]), reader, language),
      mayHere(model, doc, reader),
    ])
    const stepDocs = steps === undefined ? [] : (further.pages[0]?.docs ?? [])
    const tags = tagDocs.length === 0 ? [] : (further.pages.at(-1)?.docs ?? [])

    return {
      collection: view,
      doc,
      layout,
      links,
      may,
      stages:
        stage === undefined || stepDocs.length === 0
          ? null
          : { field: stage.field, steps: stepDocs.map((step) => stepOf(step, view)) },
      timeZone: reader.principal.timeZone ?? reader.tenant.timeZone,
      tags: tagDocs.flatMap((tie) => tagOf(tie, tags)),
      title: titleOf(view.title, doc, language),
      titles,
    }
  },
  name: 'record',
})

function titleOf(path: string, doc: RecordDoc, language: string): string {
  return path === 'id' ? '' : titleText(valueAt(doc, path), language)
}

function tagTies(collection: string, id: string): RecordQuery {
  return { collection: RECORD_TAGS, limit: 50, sort: 'createdAt', where: targets(collection, id) }
}

function tagsQuery(ties: readonly RecordDoc[]): RecordQuery {
  return { collection: TAGS, limit: 0, where: { id: { in: ties.map((tie) => tie['tag']) } } }
}

function tagOf(tie: RecordDoc, tags: readonly RecordDoc[]): TagView[] {
  const tag = tags.find(({ id }) => id === tie['tag'])

  return tag === undefined
    ? []
    : [
        {
          colour: titleText(tag['colour']),
          id: tag.id,
          linkId: tie.id,
          name: titleText(tag['name']),
        },
      ]
}
