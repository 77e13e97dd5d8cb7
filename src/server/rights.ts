import type { CollectionModel } from '../collection/index.ts'
import type { PermissionLevel, Principal, RecordAction } from '../identity/index.ts'
import { can, canDo } from '../identity/index.ts'

/**
 * How far a person may go in a collection: their role's level, and nothing at all where writing asks
 * for a permission (users, configuration) that the role lacks.
 */
export function levelOf(
  principal: Principal,
  model: Pick<CollectionModel, 'guard' | 'slug'>,
  action: RecordAction,
): PermissionLevel {
  if (action !== 'read' && model.guard !== undefined && !canDo(principal, model.guard)) {
    return 'none'
  }

  return can(principal, model.slug, action)
}
