import { createHash } from 'node:crypto'

import { tenancyErrors } from '../errors.ts'
import type { LoginRole } from '../roles.ts'
import { LOGIN_ROLES, OWNER_ROLE, SEARCH_ROLE } from '../roles.ts'
import type { Query } from '../types.ts'
import { retryBusyCatalog } from './retryBusyCatalog.ts'
import { ROLE_SETTINGS, SUPERUSER_SETTINGS } from './roleSettings.ts'
import { scramVerifier } from './scramVerifier.ts'

/** The password of each login role; absent ones are left as they are. */
export type RolePasswords = Partial<Record<LoginRole | typeof OWNER_ROLE, string>>

const ALL_ROLES = [OWNER_ROLE, ...LOGIN_ROLES, SEARCH_ROLE]
const ALLOWED: ReadonlySet<string> = new Set(
  [...ROLE_SETTINGS, ...SUPERUSER_SETTINGS].map(([name, value]) => `${name}=${value}`),
)

/** A digest of the passwords, by which a later run sees that it need not set them again. */
export function passwordsDigest(passwords: RolePasswords): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(passwords).sort()))
    .digest('hex')
}

/**
 * Whether all roles exist with their limits and passwords, or `unsure` where the connected role may
 * not see passwords. A role may change both for itself, so an injected statement can have.
 */
export async function rolesStand(
  query: Query,
  passwords: RolePasswords,
): Promise<'no' | 'unsure' | 'yes'> {
  const rows = await query<{ name: string; settings: string[] }>(
    `select r.rolname::text as name, array(select unnest(s.setconfig) from pg_db_role_setting s
        where s.setrole = r.oid
          and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))) as settings
      from pg_roles r where r.rolname = any($1)`,
    [ALL_ROLES],
  )
  const isLimited = ({ name, settings }: { name: string; settings: readonly string[] }) =>
    !LOGIN_ROLES.some((role) => role === name) ||
    (ROLE_SETTINGS.every(([key, value]) => settings.includes(`${key}=${value}`)) &&
      settings.every((setting) => ALLOWED.has(setting)))

  return rows.length === ALL_ROLES.length && rows.every(isLimited)
    ? passwordsStand(query, passwords)
    : 'no'
}

/** Creates the roles that are missing and, where it may, sets the passwords and limits of all. */
export async function ensureRoles(
  query: Query,
  passwords: RolePasswords,
  log: (message: string) => void,
): Promise<void> {
  const rows = await query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = any($1)',
    [ALL_ROLES],
  )
  const present = new Set(rows.map(({ name }) => name))
  const missing = ALL_ROLES.filter((role) => !present.has(role))
  if (missing.length > 0 && !(await mayCreateRoles(query))) {
    throw tenancyErrors.ROLES_MISSING({ roles: missing })
  }
  for (const role of missing) {
    await createRole(query, role)
  }
  if (missing.includes(SEARCH_ROLE)) {
    // The owner hands search functions to this role, which takes a membership.
    await retryBusyCatalog(() => query(`grant ${SEARCH_ROLE} to ${OWNER_ROLE}`))
  }
  try {
    await setUpRoles(query, passwords)
  } catch (error) {
    // Where an administrator made the roles, the owner may not touch them and need not.
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) {
      throw error
    }
    log('The roles stand but belong to somebody else: their passwords and limits were left alone')
  }
}

async function setUpRoles(query: Query, passwords: RolePasswords): Promise<void> {
  for (const role of [OWNER_ROLE, ...LOGIN_ROLES] as const) {
    const password = passwords[role]
    if (password !== undefined) {
      await retryBusyCatalog(() =>
        query(`alter role ${role} password '${scramVerifier(password)}'`),
      )
    }
  }
  for (const role of LOGIN_ROLES) {
    await limitRole(query, role)
  }
}

async function passwordsStand(
  query: Query,
  passwords: RolePasswords,
): Promise<'no' | 'unsure' | 'yes'> {
  const [row] = await query<{ may: boolean }>(
    "select has_table_privilege('pg_authid', 'select') as may",
  )
  if (row?.may !== true) {
    return 'unsure'
  }
  const rows = await query<{ name: string; verifier: string | null }>(
    'select rolname::text as name, rolpassword as verifier from pg_authid where rolname = any($1)',
    [ALL_ROLES],
  )
  const verifiers = new Map(rows.map(({ name, verifier }) => [name, verifier]))

  return Object.entries(passwords).every(
    ([role, password]) => verifiers.get(role) === scramVerifier(password),
  )
    ? 'yes'
    : 'no'
}

/** Changes only what is wrong, so that other databases of the cluster never see a role without limits. */
async function limitRole(query: Query, role: LoginRole): Promise<void> {
  const rows = await query<{ place: string; setting: string }>(
    `select unnest(s.setconfig) as setting,
        case when s.setdatabase = 0 then '' else format(' in database %I', d.datname) end as place
      from pg_db_role_setting s left join pg_database d on d.oid = s.setdatabase
      where s.setrole = $1::regrole and (s.setdatabase = 0 or d.datname = current_database())`,
    [role],
  )
  for (const { place, setting } of rows.filter((row) => !ALLOWED.has(row.setting))) {
    const [name = ''] = setting.split('=')
    await retryBusyCatalog(() => query(`alter role ${role}${place} reset ${name}`))
  }
  const standing = new Set(rows.filter(({ place }) => place === '').map(({ setting }) => setting))
  for (const [name, value] of ROLE_SETTINGS) {
    if (!standing.has(`${name}=${value}`)) {
      await retryBusyCatalog(() => query(`alter role ${role} set ${name} = '${value}'`))
    }
  }
}

async function mayCreateRoles(query: Query): Promise<boolean> {
  const [row] = await query<{ may: boolean }>(
    'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
  )

  return row?.may ?? false
}

async function createRole(query: Query, role: string): Promise<void> {
  const kind = role === SEARCH_ROLE ? 'nologin' : 'login'
  try {
    await retryBusyCatalog(() =>
      query(
        `create role ${role} ${kind} nosuperuser nocreatedb nocreaterole nobypassrls noreplication`,
      ),
    )
  } catch (error) {
    // Roles belong to the whole cluster: another database's migration may have been faster.
    if (!isDuplicate(error)) {
      throw error
    }
  }
}

function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['23505', '42710'].includes(String(error.code))
  )
}
