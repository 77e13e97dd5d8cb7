const USER_SCHEMAS = `n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'`

const NOT_OF_EXTENSION = (table: string, oid: string) => `not exists (select 1 from pg_depend d
  where d.classid = '${table}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

const grantsOf = (acl: string, kind: string, owner: string) => `coalesce((
    select json_agg(json_build_object('grantee', coalesce(g.rolname::text, 'public'),
      'privilege', lower(a.privilege_type)) order by g.rolname, a.privilege_type)
    from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) a
    left join pg_roles g on g.oid = a.grantee where a.grantee <> ${owner}), '[]')`

const COLUMNS = `coalesce((
    select json_agg(json_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
      'default', pg_get_expr(f.adbin, f.adrelid),
      'grants', coalesce((select json_agg(json_build_object(
          'grantee', coalesce(g.rolname::text, 'public'), 'privilege', lower(x.privilege_type)))
        from aclexplode(a.attacl) x left join pg_roles g on g.oid = x.grantee), '[]')
    ) order by a.attnum)
    from pg_attribute a left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]')`

const columnNames = (keys: string, relation: string) => `coalesce((
      select json_agg(a.attname order by u.at)
      from unnest(${keys}) with ordinality as u (number, at)
      left join pg_attribute a on a.attrelid = ${relation} and a.attnum = u.number and u.number > 0), '[]')`

const CONSTRAINTS = `coalesce((
    select json_agg(json_build_object(
      'name', k.conname,
      'kind', case k.contype when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign'
        when 'c' then 'check' when 'x' then 'exclusion' else 'other' end,
      'columns', ${columnNames('k.conkey', 'k.conrelid')},
      'references', (select r.relname from pg_class r where r.oid = k.confrelid),
      'referencedColumns', ${columnNames('k.confkey', 'k.confrelid')},
      'valid', k.convalidated) order by k.conname)
    from pg_constraint k where k.conrelid = c.oid), '[]')`

const INDEXES = `coalesce((
    select json_agg(json_build_object(
      'name', (select x.relname from pg_class x where x.oid = i.indexrelid),
      'unique', i.indisunique,
      'columns', ${columnNames('(i.indkey::int2[])[0 : i.indnkeyatts - 1]', 'i.indrelid')}))
    from pg_index i where i.indrelid = c.oid), '[]')`

const POLICIES = `coalesce((
    select json_agg(json_build_object(
      'name', p.polname, 'permissive', p.polpermissive,
      'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert'
        when 'w' then 'update' else 'delete' end,
      'roles', (select json_agg(coalesce(g.rolname::text, 'public') order by g.rolname)
        from unnest(p.polroles) r (oid) left join pg_roles g on g.oid = r.oid),
      'using', pg_get_expr(p.polqual, p.polrelid),
      'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
    from pg_policy p where p.polrelid = c.oid), '[]')`

/** Every table, view and sequence outside PostgreSQL's own schemas, with all that hangs on it. */
export const RELATIONS = `select n.nspname::text as schema, c.relname::text as name,
    case c.relkind when 'v' then 'view' when 'm' then 'materialised' when 'S' then 'sequence'
      when 'f' then 'foreign' else 'table' end as kind,
    c.relowner::regrole::text as owner, c.relrowsecurity as protected, c.relforcerowsecurity as forced,
    coalesce(c.reloptions, '{}') as options,
    ${grantsOf('c.relacl', 'r', 'c.relowner')} as grants,
    ${COLUMNS} as columns,
    ${CONSTRAINTS} as constraints,
    ${INDEXES} as indexes,
    ${POLICIES} as policies,
    coalesce((select json_agg(w.rulename) from pg_rewrite w
      where w.ev_class = c.oid and w.rulename <> '_RETURN'), '[]') as rules,
    coalesce((select json_agg(json_build_object('name', t.tgname, 'internal', t.tgisinternal,
      'disabled', t.tgenabled in ('D', 'R'))) from pg_trigger t where t.tgrelid = c.oid), '[]') as triggers
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and ${USER_SCHEMAS}
    and ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
  order by 1, 2`

/** Every function outside PostgreSQL's own schemas, and those of extensions that are security definers or leakproof. */
export const ROUTINES = `select n.nspname::text as schema, p.proname::text as name,
    p.oid::regprocedure::text as signature, p.proowner::regrole::text as owner,
    p.prosecdef as definer, p.proleakproof as leakproof, coalesce(p.proconfig, '{}') as config,
    p.prosrc as body, l.lanname::text as language,
    ${grantsOf('p.proacl', 'f', 'p.proowner')} as grants
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where ${USER_SCHEMAS}
    and (p.prosecdef or p.proleakproof or ${NOT_OF_EXTENSION('pg_proc', 'p.oid')})
  order by 1, 2, 3`

/** The roles of ours, with their attributes, memberships and settings. */
export const ROLES = `select r.rolname::text as name,
    array_remove(array[
      case when r.rolsuper then 'superuser' end,
      case when r.rolbypassrls then 'bypassrls' end,
      case when r.rolcreaterole then 'createrole' end,
      case when r.rolcreatedb then 'createdb' end,
      case when r.rolreplication then 'replication' end], null) as attributes,
    array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid
      where m.member = r.oid) as "memberOf",
    array(select unnest(s.setconfig) from pg_db_role_setting s
      where s.setrole = r.oid
        and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))) as settings
  from pg_roles r where r.rolname = any($1)`
