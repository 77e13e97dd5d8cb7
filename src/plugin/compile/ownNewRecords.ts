import type { CollectionConfig } from 'payload'

import { putAt, valueAt } from '../../collection/index.ts'
import type { CollectionRules, RuleContext } from '../../collection/types.ts'
import { accessOfUser } from '../../identity/index.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'

/**
 * The kernel's rule that makes new records those of whoever makes them, unless another owner is named.
 * Only who may change every record may leave one without an owner: others could not touch it again.
 */
export function ownNewRecords(collection: CollectionConfig, plugin: string): CollectionRules[] {
  const { ownerField } = tenonOptionsOf(collection)
  if (ownerField === undefined) {
    return []
  }

  return [
    {
      id: `${plugin}.ownNewRecords`,
      prepare: async (changes, context) => {
        const bare = changes.flatMap(({ after, before, input }) =>
          before === null && after !== null && (valueAt(after, ownerField) ?? null) === null
            ? [{ after, isSaid: valueAt(input, ownerField) === null }]
            : [],
        )
        if (context.userId === null || bare.length === 0) {
          return
        }
        const mayLeave =
          bare.some(({ isSaid }) => isSaid) && (await mayChangeAll(collection.slug, context))
        for (const { after, isSaid } of bare) {
          if (!isSaid || !mayLeave) {
            putAt(after, ownerField, context.userId)
          }
        }
      },
    },
  ]
}

async function mayChangeAll(
  slug: string,
  { access, transaction, userId }: RuleContext,
): Promise<boolean> {
  const held = access ?? (await accessOfUser(transaction, userId ?? ''))

  return held?.level(slug, 'update') === 'all'
}
