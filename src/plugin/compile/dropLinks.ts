import { readRecords, writeRecords } from '../../collection/index.ts'
import type { Change, CollectionRules, PendingChange } from '../../collection/types.ts'
import type { OwnedCollections } from './collectCollections.ts'
import type { TargetField } from './targetFields.ts'
import { targetFields } from './targetFields.ts'

/**
 * The kernel's rules that do what a foreign key cannot: when a record is deleted for good, the records
 * tied to it by a `target` field go with it, or lose the tie.
 */
export function dropLinks(owned: OwnedCollections): { rule: CollectionRules; slug: string }[] {
  return [...owned.values()].flatMap(({ collection }) =>
    targetFields(collection).flatMap((field) =>
      field.slugs.map((slug) => ({
        rule: {
          effects: dropFrom(collection.slug, field, slug),
          // Named by whose records go, so that it runs whatever else is switched off.
          id: `${owned.get(slug)?.plugin ?? ''}.dropLinks`,
        },
        slug,
      })),
    ),
  )
}

function dropFrom(
  link: string,
  { onDelete, path }: TargetField,
  slug: string,
): NonNullable<CollectionRules['effects']> {
  return async (changes, { transaction }) => {
    const gone = changes.filter(isGone).map(({ id }) => id)
    if (gone.length === 0) {
      return
    }
    const where = {
      and: [{ [`${path}.relationTo`]: { equals: slug } }, { [`${path}.value`]: { in: gone } }],
    }
    const { docs } = await readRecords({ collection: link, limit: 0, where }, transaction)
    const dropped = docs.map(({ id }): Change =>
      onDelete === 'cascade' ? { id, op: 'delete' } : { data: { [path]: null }, id, op: 'update' },
    )
    if (dropped.length > 0) {
      await writeRecords({ changes: dropped, collection: link }, transaction)
    }
  }
}

function isGone({ after }: PendingChange): boolean {
  return after === null
}
