import type { Access, CollectionConfig, FieldAccess, Where } from 'payload'

import type { CollectionModel } from '../../collection/index.ts'
import { hiddenPaths, levelHere, readOnlyPaths, readRecords } from '../../collection/index.ts'
import type { RecordAction } from '../../identity/index.ts'
import { currentScope, requireTenantScope, runUnrestricted } from '../../kernel/scope/index.ts'
import { requestContext } from '../requestContext.ts'

/** Payload's access rules of a collection, from the roles of the signed-in person. */
export function collectionAccess(model: CollectionModel): NonNullable<CollectionConfig['access']> {
  const rule =
    (action: RecordAction): Access =>
    () =>
      accessTo(model, action)

  return {
    admin: isSignedIn,
    create: rule('create'),
    delete: rule('delete'),
    read: rule('read'),
    unlock: () => false,
    update: rule('update'),
  }
}

/** Payload's access rules of one field, so that forms and lists show what the store would give and take. */
export function fieldAccess(
  model: CollectionModel,
  path: string,
): { create: FieldAccess; read: FieldAccess; update: FieldAccess } {
  const isSeen = () => !hiddenHere(model).has(path)
  const isSet = () => isSeen() && !readOnlyPaths(model).has(path)

  return { create: isSet, read: isSeen, update: isSet }
}

function hiddenHere(model: CollectionModel): ReadonlySet<string> {
  // Payload asks for field rights at its start as well, outside of any tenant.
  return currentScope()?.kind === 'tenant' ? hiddenPaths(model) : new Set()
}

async function accessTo(model: CollectionModel, action: RecordAction): Promise<Where | boolean> {
  if (!isSignedIn()) {
    return false
  }
  const level = levelHere(model, action)
  // What may be read the store narrows by itself; of new records there is nothing to narrow.
  if (level === 'none' || level === 'all' || action === 'create' || action === 'read') {
    return level !== 'none'
  }
  if (model.ownerField === undefined) {
    return false
  }
  const { access } = requireTenantScope()
  const own = access?.userId ?? null
  const owners = level === 'team' ? [own, ...(await teamMates(access?.teamIds ?? []))] : [own]

  return { [model.ownerField]: { in: owners } }
}

/** Ids of the people in these teams. */
async function teamMates(teamIds: readonly string[]): Promise<string[]> {
  const { docs } = await runUnrestricted(() =>
    readRecords({ collection: 'users', limit: 0, where: { team: { in: [...teamIds] } } }),
  )

  return docs.map(({ id }) => id)
}

function isSignedIn(): boolean {
  return (requestContext.getStore()?.principal ?? null) !== null
}
