import type { CollectionConfig } from 'payload'

import { valueAt, writeRecords } from '../../collection/index.ts'
import type { Change, CollectionRules, PendingChange, RuleContext } from '../../collection/types.ts'
import { storedFields } from '../fieldPaths.ts'
import { tenonOptionsOf } from '../tenonOptions.ts'

/** Slug of the collection that notifications stand in. */
export const NOTIFICATIONS = 'notifications'

/** Whoever is given more records than this at once is told their number. */
const MOST_SINGLE = 3

type Given = { ids: string[]; userId: string }

/**
 * The kernel's rule for collections whose records belong to people: whoever is put into such a record by
 * somebody else, as owner or in another field for a user, is told so.
 */
export function notifyAssigned(collection: CollectionConfig, plugin: string): CollectionRules[] {
  const { ownerField, personal } = tenonOptionsOf(collection)
  if (ownerField === undefined || personal === true) {
    return []
  }
  const paths = userPaths(collection)

  return [
    {
      effects: async (changes, context) => {
        const given = givenTo(changes, paths, context.userId)
        if (given.length > 0) {
          await notify(collection.slug, given, context)
        }
      },
      id: `${plugin}.notifyAssigned`,
    },
  ]
}

/** The fields by which people take on a record: all for one user that people may set. */
function userPaths(collection: CollectionConfig): string[] {
  return storedFields(collection.fields).flatMap(({ field, path }) => {
    const isProtected = (field.custom?.['tenon'] as undefined | { protected?: boolean })?.protected

    return field.type === 'relationship' && field.relationTo === 'users' && isProtected !== true
      ? [path]
      : []
  })
}

/** Who is given which records by this change; nobody is told what they did, or the system did, themselves. */
function givenTo(
  changes: readonly PendingChange[],
  paths: readonly string[],
  by: null | string,
): Given[] {
  const byUser = new Map<string, Set<string>>()
  for (const { after, before, id } of by === null ? [] : changes) {
    for (const path of after === null ? [] : paths) {
      const userId = valueAt(after, path)
      if (typeof userId === 'string' && userId !== by && userId !== valueAt(before, path)) {
        byUser.set(userId, (byUser.get(userId) ?? new Set()).add(id))
      }
    }
  }

  return [...byUser].map(([userId, ids]) => ({ ids: [...ids], userId }))
}

async function notify(
  slug: string,
  given: readonly Given[],
  { tenantId, transaction, userId: actor }: RuleContext,
): Promise<void> {
  // Placeholders and people who left read nothing.
  const present = await transaction.query<{ id: string }>(
    `select id from users where tenant_id = $1 and id = any($2::uuid[]) and status = 'active'
        and deleted_at is null`,
    [tenantId, given.map(({ userId }) => userId)],
  )
  const told = new Set(present.map(({ id }) => id))
  const changes = given
    .filter(({ userId }) => told.has(userId))
    .flatMap(({ ids, userId }): Change[] => {
      const common = { actor, collection: slug, kind: 'assigned', user: userId }

      return ids.length > MOST_SINGLE
        ? [{ data: { ...common, count: ids.length }, op: 'create' }]
        : ids.map((record) => ({ data: { ...common, record }, op: 'create' }))
    })
  if (changes.length > 0) {
    await writeRecords({ changes, collection: NOTIFICATIONS }, transaction)
  }
}
