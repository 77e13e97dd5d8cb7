import { z } from 'zod'

import {
  modelOf,
  readRecords,
  recordErrors,
  searchRecords,
  valueAt,
} from '../../collection/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { titleText } from './titleText.ts'

const SHORTEST = 2

/** Records of one collection to choose from: those that fit a text, or the first by their title. */
export const choicesScreen = defineScreen({
  input: z.object({
    collection: z.string(),
    limit: z.number().int().min(1).max(50).default(20),
    text: z.string().max(200).default(''),
  }),
  load: async ({ collection, limit, text }, { isOpen }) => {
    if (!isOpen(collection)) {
      throw recordErrors.COLLECTION_UNKNOWN({ collection })
    }
    const model = modelOf(collection)
    if (text.length >= SHORTEST && model.searchFields.length > 0) {
      const hits = await searchRecords({ collections: [collection], isOpen, limit, text })

      return { docs: hits.map(({ id, title }) => ({ id, title })) }
    }
    const { docs } = await readRecords({
      collection,
      limit,
      sort: model.title,
      where: model.trash ? { deletedAt: { exists: false } } : {},
    })

    return {
      docs: docs.map((doc) => ({ id: doc.id, title: titleText(valueAt(doc, model.title)) })),
    }
  },
  name: 'choices',
})
