import type { Access, CollectionConfig, Where } from 'payload'

import type { CollectionModel } from '../../collection/index.ts'
import type { RecordAction } from '../../identity/index.ts'
import { requestContext } from '../requestContext.ts'
import { levelOf } from '../rights.ts'

/** Payload's access rules of a collection, from the role of the signed-in person. */
export function collectionAccess(model: CollectionModel): NonNullable<CollectionConfig['access']> {
  const rule =
    (action: RecordAction): Access =>
    () =>
      accessTo(model, action)

  return {
    admin: () => (requestContext.getStore()?.principal ?? null) !== null,
    create: rule('create'),
    delete: rule('delete'),
    read: rule('read'),
    unlock: () => false,
    update: rule('update'),
  }
}

function accessTo(model: CollectionModel, action: RecordAction): Where | boolean {
  const principal = requestContext.getStore()?.principal
  if (principal === null || principal === undefined) {
    return false
  }
  const level = levelOf(principal, model, action)
  if (level !== 'own' || action === 'create') {
    return level !== 'none'
  }

  return model.ownerField === undefined
    ? false
    : { [model.ownerField]: { equals: principal.userId } }
}
