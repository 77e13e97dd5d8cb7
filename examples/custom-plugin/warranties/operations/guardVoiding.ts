import { canDo, permissionsOfUser } from 'tenon/identity'
import type { PendingChange, RuleContext } from 'tenon/plugin'

import { warrantyErrors } from '../errors.ts'
import { VOID_WARRANTY } from '../permissions.ts'

/** Lets only people with the permission void a warranty. */
export async function guardVoiding(
  changes: readonly PendingChange[],
  context: RuleContext,
): Promise<void> {
  const voided = changes.filter(
    ({ after, before }) => after?.['status'] === 'void' && before?.['status'] !== 'void',
  )
  if (voided.length === 0 || (await mayVoid(context))) {
    return
  }
  for (const { refuse } of voided) {
    refuse(warrantyErrors.VOID_FORBIDDEN({ field: 'status', permission: VOID_WARRANTY }))
  }
}

async function mayVoid({ transaction, userId }: RuleContext): Promise<boolean> {
  if (userId === null) {
    return true
  }

  return canDo({ permissions: await permissionsOfUser(transaction, userId) }, VOID_WARRANTY)
}
