import { isDeepStrictEqual } from 'node:util'

import { covers, permissionsOfActor, readPermissions } from 'tenon/identity'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { platformErrors } from '../errors.ts'

/**
 * Refuses a user's new role, main or further, or a role's new permissions, that hold more than the acting person has:
 * whoever may manage users or settings must not become an administrator by it. Acts of the system
 * (set-up, imports from the command line) pass.
 */
export function giveNoMoreThanHeld(collection: 'roles' | 'user-roles' | 'users') {
  const field = collection === 'roles' ? 'permissions' : 'role'

  return async (
    changes: readonly PendingChange[],
    { tenantId, transaction }: RuleContext,
  ): Promise<void> => {
    const giving = changes.filter(
      ({ after, before }) =>
        (after?.[field] ?? null) !== null && !isDeepStrictEqual(after?.[field], before?.[field]),
    )
    const held = giving.length === 0 ? null : await permissionsOfActor(transaction)
    if (held === null) {
      return
    }
    const roles = new Map<unknown, unknown>()
    if (collection !== 'roles') {
      const rows = await transaction.query<{ id: string; permissions: unknown }>(
        'select id, permissions from roles where tenant_id = $1 and id = any($2::uuid[])',
        [tenantId, giving.map(({ after }) => after?.['role'])],
      )
      rows.forEach(({ id, permissions }) => roles.set(id, permissions))
    }
    for (const { after, refuse } of giving) {
      const wanted = collection === 'roles' ? after?.['permissions'] : roles.get(after?.['role'])
      if (!covers(held, readPermissions(wanted))) {
        refuse(platformErrors.RIGHTS_EXCEEDED({ field }))
      }
    }
  }
}
