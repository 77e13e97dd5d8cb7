import { allModels, recordErrors } from '../../collection/index.ts'
import type { Permissions, RightsDifference } from '../../identity/index.ts'
import { compareRights, mergePermissions, readPermissions } from '../../identity/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { requireTenantScope } from '../../kernel/scope/index.ts'
import { currentCrm } from '../../plugin/index.ts'

/** What a change of a role would give and take: by the role itself, and for each person who has it. */
export type RolePreview = {
  role: RightsDifference
  users: readonly { changes: RightsDifference; id: string; name: string }[]
}

type Holding = { id: string; name: string; permissions: unknown; role_id: string }

const BUILT_IN = ['records.export', 'records.import', 'settings.manage', 'users.manage']

/** Works out what other permissions of a role would change, without changing anything. */
export async function previewRole(
  roleId: string,
  wanted: Permissions,
  transaction: Transaction,
): Promise<RolePreview> {
  const { tenantId } = requireTenantScope()
  const [role] = await transaction.query<{ permissions: unknown }>(
    'select permissions from roles where tenant_id = $1 and id = $2',
    [tenantId, roleId],
  )
  if (role === undefined) {
    throw recordErrors.NOT_FOUND({})
  }
  const held = await transaction.query<Holding>(HOLDERS, [tenantId, roleId])
  const people = new Map<string, Holding[]>()
  held.forEach((one) => people.set(one.id, [...(people.get(one.id) ?? []), one]))

  return {
    role: compare(readPermissions(role.permissions), wanted),
    users: [...people.values()].map((roles) => ({
      changes: compare(
        mergePermissions(roles.map((one) => readPermissions(one.permissions))),
        mergePermissions(
          roles.map((one) => (one.role_id === roleId ? wanted : readPermissions(one.permissions))),
        ),
      ),
      id: roles[0]?.id ?? '',
      name: roles[0]?.name ?? '',
    })),
  }
}

const HOLDERS = `
with held as (
  select u.id, u.name, u.role_id from users u
    where u.tenant_id = $1 and u.deleted_at is null and u.role_id is not null
  union
  select u.id, u.name, ur.role_id from user_roles ur
    join users u on u.tenant_id = ur.tenant_id and u.id = ur.user_id and u.deleted_at is null
    where ur.tenant_id = $1
)
select held.id, held.name, held.role_id, r.permissions from held
  join roles r on r.tenant_id = $1 and r.id = held.role_id
  where held.id in (select id from held where role_id = $2)
  order by held.name, held.id`

function compare(before: Permissions, after: Permissions): RightsDifference {
  return compareRights(before, after, {
    actions: [...BUILT_IN, ...currentCrm().permissions.map(({ key }) => key)],
    collections: allModels().map(({ slug }) => slug),
  })
}
