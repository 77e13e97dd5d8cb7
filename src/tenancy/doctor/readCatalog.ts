import { readActualModel } from '../migrate/bookkeeping.ts'
import { DENIED_FUNCTIONS } from '../migrate/harden.ts'
import { LOGIN_ROLES, OWNER_ROLE, SEARCH_ROLE } from '../roles.ts'
import type { Query } from '../types.ts'
import { RELATIONS, ROLES, ROUTINES } from './catalogSql.ts'
import type { Catalog, Relation, Role, Routine } from './types.ts'

const ALL_ROLES = [OWNER_ROLE, ...LOGIN_ROLES, SEARCH_ROLE]

/** Reads everything the rules look at, and the model the database was last brought to. */
export async function readCatalog(query: Query): Promise<Catalog> {
  const relations = await query<Relation>(RELATIONS)
  const routines = await query<Routine>(ROUTINES)
  const roles = await query<Role>(ROLES, [ALL_ROLES])

  return {
    ...(await readGrants(query)),
    deniedFunctions: await query(
      `select r.role, p.oid::regprocedure::text as signature
        from pg_proc p cross join unnest($2::text[]) as r (role)
        where p.pronamespace = 'pg_catalog'::regnamespace and p.proname = any($1)
          and has_function_privilege(r.role, p.oid, 'execute')
          and (r.role = 'tenon_app' or p.proname not like '%advisory%')`,
      [[...DENIED_FUNCTIONS], [...LOGIN_ROLES]],
    ),
    model: await readActualModel(query),
    relations,
    roles,
    routines,
  }
}

async function readGrants(
  query: Query,
): Promise<
  Pick<
    Catalog,
    'databaseGrants' | 'defaultGrants' | 'languages' | 'parameterGrants' | 'schemaGrants'
  >
> {
  const roles = [...LOGIN_ROLES, SEARCH_ROLE]

  return {
    databaseGrants: await query(
      `select r.role, p.privilege from unnest($1::text[]) as r (role),
          unnest(array['create', 'temporary']) as p (privilege)
        where has_database_privilege(r.role, current_database(), p.privilege)`,
      [roles],
    ),
    defaultGrants: await query(
      `select coalesce(g.rolname::text, 'public') as grantee, lower(a.privilege_type) as privilege
        from pg_default_acl d cross join aclexplode(d.defaclacl) a
        left join pg_roles g on g.oid = a.grantee where a.grantee <> d.defaclrole`,
    ),
    languages: await query(
      `select l.lanname::text as name, r.role from pg_language l cross join unnest($1::text[]) as r (role)
        where l.lanname not in ('internal', 'c', 'sql') and has_language_privilege(r.role, l.oid, 'usage')`,
      [roles],
    ),
    parameterGrants: await query(
      `select p.parname as parameter, coalesce(g.rolname::text, 'public') as role
        from pg_parameter_acl p cross join aclexplode(p.paracl) a left join pg_roles g on g.oid = a.grantee
        where a.grantee = 0 or g.rolname = any($1)`,
      [roles],
    ),
    schemaGrants: await query(
      `select r.role, n.nspname::text as schema, 'create' as privilege
        from unnest($1::text[]) as r (role), pg_namespace n
        where n.nspname not like 'pg\\_temp%' and n.nspname not like 'pg\\_toast%'
          and has_schema_privilege(r.role, n.oid, 'create')`,
      [roles],
    ),
  }
}
