import { LOGIN_ROLES, OWNER_ROLE } from '../roles.ts'
import type { Query } from '../types.ts'
import { retryBusyCatalog } from './retryBusyCatalog.ts'
import { SUPERUSER_SETTINGS } from './roleSettings.ts'

/** Functions of PostgreSQL that reach past a tenant or outlive a transaction; no request needs them. */
export const DENIED_FUNCTIONS = [
  'pg_advisory_lock',
  'pg_advisory_lock_shared',
  'pg_advisory_unlock_all',
  'pg_cancel_backend',
  'pg_export_snapshot',
  'pg_logical_emit_message',
  'pg_prepared_statement',
  'pg_terminate_backend',
  'pg_try_advisory_lock',
  'pg_try_advisory_lock_shared',
  'lo_close',
  'lo_creat',
  'lo_create',
  'lo_from_bytea',
  'lo_get',
  'lo_lseek',
  'lo_lseek64',
  'lo_open',
  'lo_put',
  'lo_tell',
  'lo_tell64',
  'lo_truncate',
  'lo_truncate64',
  'lo_unlink',
  'loread',
  'lowrite',
] as const

/** One measure that this database lacks and the connected role may not take, named as the doctor does. */
export type Residue = { message: string; object: string; rule: string }

const OPEN_FUNCTIONS = `select p.oid::regprocedure::text as signature
  from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.proname = any($1)
    and has_function_privilege('tenon_app', p.oid, 'execute') order by 1`

const ROLE_SETTINGS = `select r.rolname as role, coalesce(s.setconfig, '{}') as settings from pg_roles r
  left join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = 0 where r.rolname = any($1)`

/** Takes every measure that needs a superuser and is not yet taken; gives what it could not do. */
export async function harden(query: Query): Promise<readonly Residue[]> {
  const open = await query<{ signature: string }>(OPEN_FUNCTIONS, [[...DENIED_FUNCTIONS]])
  const missing = await missingSettings(query)
  const [{ super: isSuper, plpgsql } = { plpgsql: false, super: false }] = await query<{
    plpgsql: boolean
    super: boolean
  }>(`select rolsuper as super, has_language_privilege('tenon_app', 'plpgsql', 'usage') as plpgsql
    from pg_roles where rolname = current_user`)
  if (!isSuper) {
    return [
      ...open.map(({ signature }) => ({
        message: `Requests may call ${signature}; a superuser can revoke it from PUBLIC.`,
        object: signature,
        rule: 'function-denied',
      })),
      ...missing.map(({ name, role, value }) => ({
        message: `${role} lacks ${name} = ${value}; a superuser can set it.`,
        object: role,
        rule: 'setting-missing',
      })),
      ...(plpgsql
        ? [
            {
              message: 'Requests may run DO blocks; a superuser can revoke plpgsql.',
              object: 'language plpgsql',
              rule: 'language-open',
            },
          ]
        : []),
    ]
  }
  const trusted = [OWNER_ROLE, ...LOGIN_ROLES.filter((role) => role !== 'tenon_app')].join(', ')
  for (const { signature } of open) {
    await query(`revoke execute on function ${signature} from public, tenon_app`)
    if (signature.includes('advisory')) {
      await query(`grant execute on function ${signature} to ${trusted}`)
    }
  }
  for (const { name, role, value } of missing) {
    await retryBusyCatalog(() => query(`alter role ${role} set ${name} = ${value}`))
  }
  if (plpgsql) {
    await query('revoke usage on language plpgsql from public')
    await query(`grant usage on language plpgsql to ${OWNER_ROLE}`)
  }

  return []
}

async function missingSettings(
  query: Query,
): Promise<{ name: string; role: string; value: string }[]> {
  const rows = await query<{ role: string; settings: string[] }>(ROLE_SETTINGS, [[...LOGIN_ROLES]])

  return rows.flatMap(({ role, settings }) =>
    SUPERUSER_SETTINGS.filter(([name, value]) => !settings.includes(`${name}=${value}`)).map(
      ([name, value]) => ({ name, role, value }),
    ),
  )
}
