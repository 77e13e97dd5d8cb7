import { accessOfUser, accessView, permissionsOf } from '../../identity/index.ts'
import type { Row, Transaction } from '../../kernel/db/index.ts'
import type { AccessView } from '../../kernel/scope/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'

const KEY = `
select k.owner_id, r.permissions from api_keys k
join roles r on r.tenant_id = k.tenant_id and r.id = k.role_id
join users u on u.tenant_id = k.tenant_id and u.id = k.owner_id and u.kind = 'staff'
where k.tenant_id = $1::uuid and k.id = $2::uuid and k.revoked_at is null
  and (k.expires_at is null or k.expires_at > now())`

/**
 * The rights that who stands behind the running scope has now: those of the API key's role where a key
 * acts, else those of the user; undefined once they may not act any more. Nobody's are undefined too.
 */
export async function accessOfActor(transaction: Transaction): Promise<AccessView | undefined> {
  const { actor, tenantId, userId } = requireTenantScope()
  if (actor.type !== 'api_key') {
    return userId === null ? undefined : accessOfUser(transaction, userId)
  }
  const [key] = await transaction.query<Row & { owner_id: string; permissions: unknown }>(KEY, [
    tenantId,
    actor.id,
  ])
  const owner = key === undefined ? undefined : await accessOfUser(transaction, key.owner_id)

  return key === undefined || owner === undefined
    ? undefined
    : accessView({
        permissions: permissionsOf([key.permissions]),
        teamIds: owner.teamIds,
        userId: key.owner_id,
      })
}
