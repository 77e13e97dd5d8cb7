import { z } from 'zod'

import { levelHere, modelOf } from '../../collection/index.ts'
import type { Label } from '../../fields/index.ts'
import { currentCrm } from '../../plugin/index.ts'
import { describeCollection } from '../collections/describeCollection.ts'
import { defineScreen } from '../defineScreen.ts'
import { namedRecords, recordRef } from './namedRecords.ts'

const MOST_RECENT = 20

/**
 * What the command palette needs once it opens: the records seen last by what they are called now, and the
 * labels of the fields that a search looks in.
 */
export const paletteScreen = defineScreen({
  input: z.object({ recent: z.array(recordRef).max(MOST_RECENT).default([]) }),
  load: async ({ recent }, reader) => {
    const slugs = currentCrm()
      .collections.map(({ slug }) => slug)
      .filter((slug) => reader.isOpen(slug) && levelHere(modelOf(slug), 'read') !== 'none')
    const fields = slugs.map((slug): [string, Record<string, Label>] => {
      const { fields: all, searchFields } = describeCollection(slug, reader)
      const searched = all.filter(({ path }) => searchFields.includes(path))

      return [slug, Object.fromEntries(searched.map(({ label, path }) => [path, label]))]
    })

    return { fields: Object.fromEntries(fields), recent: await namedRecords(recent, reader) }
  },
  name: 'palette',
})
