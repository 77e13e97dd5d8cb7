import { z } from 'zod'

import { modelOf } from '../../collection/index.ts'
import { describeImport, listDifferences } from '../../imports/index.ts'
import { defineScreen } from '../defineScreen.ts'
import { titlesOf } from '../records/relatedTitles.ts'

/** What the last dry run of an import found, row by row, with what related records are called. */
export const importRowsScreen = defineScreen({
  input: z.object({
    id: z.uuid(),
    limit: z.int().min(1).max(200).default(50),
    outcome: z
      .enum(['changed', 'created', 'near', 'refused', 'unchanged'])
      .nullable()
      .default(null),
    page: z.int().min(1).default(1),
  }),
  load: async ({ id, limit, outcome, page }, reader) => {
    const [{ collection }, { counts, rows }] = await Promise.all([
      describeImport(id),
      listDifferences({ id, limit, outcome, page }),
    ])
    const { byPath } = modelOf(collection)
    const wanted = new Map<string, Set<string>>()
    for (const { field, from, to } of rows.flatMap(({ changes }) => changes)) {
      const slug = byPath.get(field)?.relationTo
      for (const value of [from, to]) {
        if (slug !== undefined && typeof value === 'string') {
          wanted.set(slug, (wanted.get(slug) ?? new Set()).add(value))
        }
      }
    }

    return { counts, rows, titles: await titlesOf(wanted, reader) }
  },
  name: 'import-rows',
})
