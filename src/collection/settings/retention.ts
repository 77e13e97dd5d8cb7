import { z } from 'zod'

import { allModels } from '../model/registry.ts'
import type { Setting } from './types.ts'

/** How long records of a collection are kept: so many days after a date of theirs, then trashed or erased. */
export type RetentionRule = { act: 'erase' | 'trash'; days: number; of: string }

const rule = z.strictObject({
  act: z.enum(['erase', 'trash']),
  days: z.int().min(1).max(36_500),
  of: z.string().max(200),
})

/** How long records are kept, by collection; one without a rule is kept for ever. */
export const retention: Setting<Record<string, RetentionRule>> = {
  key: 'retention',
  schema: z.record(z.string().max(100), rule).superRefine((rules, context) => {
    for (const [slug, one] of Object.entries(rules)) {
      const reason = faultOf(slug, one)
      if (reason !== undefined) {
        context.addIssue({ code: 'custom', message: `${slug}: ${reason}` })
      }
    }
  }),
  standard: {},
}

function faultOf(slug: string, { act, of }: RetentionRule): string | undefined {
  const model = allModels().find((one) => one.slug === slug)
  if (model === undefined) {
    return 'there is no such collection'
  }
  // What keeps the product itself running does not age.
  if (!model.trash || model.guard !== undefined || slug === 'users') {
    return 'its records cannot be put into the trash by time'
  }
  const kind = model.byPath.get(of)?.kind
  if (kind !== 'date' && kind !== 'instant') {
    return `it has no date "${of}"`
  }
  const isPerson = model.fields.some(({ personal }) => personal === 'title')

  return act === 'erase' && !isPerson ? 'its records are not people; use "trash"' : undefined
}
