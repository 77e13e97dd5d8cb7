import type { Access, CollectionConfig, Where } from 'payload'

import type { RecordAction } from '../../identity/index.ts'
import { can } from '../../identity/index.ts'
import { requestContext } from '../requestContext.ts'

/** Payload's access rules of a collection, from the role of the signed-in person. */
export function collectionAccess(
  slug: string,
  ownerField: string | undefined,
): NonNullable<CollectionConfig['access']> {
  const rule =
    (action: RecordAction): Access =>
    () =>
      accessTo(slug, ownerField, action)

  return {
    admin: () => (requestContext.getStore()?.principal ?? null) !== null,
    create: rule('create'),
    delete: rule('delete'),
    read: rule('read'),
    unlock: () => false,
    update: rule('update'),
  }
}

function accessTo(
  slug: string,
  ownerField: string | undefined,
  action: RecordAction,
): Where | boolean {
  const principal = requestContext.getStore()?.principal
  if (principal === null || principal === undefined) {
    return false
  }
  const level = can(principal, slug, action)
  if (level !== 'own' || action === 'create') {
    return level !== 'none'
  }

  return ownerField === undefined ? false : { [ownerField]: { equals: principal.userId } }
}
