import type { Row } from '../../kernel/db/index.ts'
import { database } from '../../kernel/db/index.ts'
import { requireTenantScope, runAsSystem } from '../../kernel/scope/index.ts'
import { joinUser } from '../liveSession.ts'
import { canDo } from '../permissions.ts'
import { permissionsOf } from '../permissionsOfUser.ts'
import { ROLES_SQL } from '../rolesSql.ts'
import { invalidateTenantSessions } from '../sessionCache.ts'

type Opened = Row & { id: string; roles: unknown }

/**
 * Ends every session of the current tenant that a password opened, except of those who manage its
 * settings: they keep their password as a way back. A sign-in on its way is refused when it is finished.
 */
export async function endPasswordSessions(): Promise<void> {
  const { tenantId } = requireTenantScope()
  await runAsSystem('identity', () =>
    database().transaction(async (transaction) => {
      const opened = await transaction.query<Opened>(
        `select s.id, ${ROLES_SQL} as roles from sessions s join accounts a on a.id = s.account_id
          ${joinUser({ tenant: 's.tenant_id', user: 's.user_id' })}
          where s.tenant_id = $1 and s.provider_id is null and s.support_id is null`,
        [tenantId],
      )
      const ended = opened.filter(
        ({ roles }) => !canDo({ permissions: permissionsOf(roles) }, 'settings.manage'),
      )
      await transaction.query(
        'delete from sessions where tenant_id = $1 and id = any($2::uuid[])',
        [tenantId, ended.map(({ id }) => id)],
      )
    }),
  )
  invalidateTenantSessions(tenantId)
}
