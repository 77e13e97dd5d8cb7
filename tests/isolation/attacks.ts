/** Whom an attack is aimed at. */
export type Victim = {
  companyId: string
  name: string
  pid: number
  tenantId: string
  userId: string
}

/** Statements that must be refused outright to whoever injects them. */
export function refusedStatements(victim: Victim): readonly string[] {
  return [
    // Other roles, other rights.
    'set role tenon_owner',
    'set role tenon_system',
    'set session authorization tenon_owner',
    'alter role tenon_app superuser',
    'alter role tenon_app bypassrls',
    'alter role tenon_system password null',
    'grant tenon_owner to tenon_app',
    // Tables of all tenants and the keys.
    'select * from tenants',
    'select * from domains',
    'select * from accounts',
    'select * from sessions',
    'select token_hash from sessions',
    'select * from tenancy.context_keys',
    'select * from tenancy.migrations',
    'select rolpassword from pg_authid',
    'select * from pg_statistic',
    'select * from pg_largeobject',
    'select * from pg_user_mapping',
    // Other sessions.
    `select pg_terminate_backend(${victim.pid})`,
    `select pg_cancel_backend(${victim.pid})`,
    'select pg_terminate_backend(pid) from pg_stat_activity',
    'select * from pg_prepared_statements',
    'select pg_advisory_lock(1)',
    'select pg_try_advisory_lock(1)',
    'select pg_export_snapshot()',
    // The shape of the database.
    'truncate companies',
    'alter table companies disable row level security',
    'alter table companies no force row level security',
    'alter table companies disable trigger all',
    'drop policy tenant_isolation on companies',
    'create policy mine on companies using (true)',
    'create table loot (data text)',
    'create temp table loot as select * from companies',
    'create view loot as select * from companies',
    "create function loot() returns text language sql as 'select 1::text'",
    "create function pg_temp.loot() returns text language sql as 'select 1::text'",
    'create schema loot',
    'create extension dblink',
    'create trigger loot before insert on companies execute function suppress_redundant_updates_trigger()',
    'create rule loot as on select to companies do instead select 1',
    'create index on companies (secret)',
    'create statistics loot on name, secret from companies',
    'alter function tenancy.current_tenant() owner to tenon_app',
    'alter function tenancy.current_tenant() reset search_path',
    'comment on table companies is null',
    'refresh materialized view companies',
    // Code, files and the server.
    'do $$ begin perform 1; end $$',
    "load 'auto_explain'",
    "select pg_read_file('postgresql.conf')",
    "select pg_ls_dir('.')",
    "select pg_stat_file('PG_VERSION')",
    "select lo_import('/etc/passwd')",
    "select lo_from_bytea(0, 'x')",
    'select lo_get(1)',
    "copy companies to program 'cat'",
    "copy companies from '/etc/passwd'",
    "copy (select 1) to '/tmp/loot'",
    'select pg_reload_conf()',
    'select pg_switch_wal()',
    "select pg_logical_emit_message(true, 'x', 'x')",
    // Settings that only a superuser has.
    'set track_activities = on',
    "set log_statement = 'all'",
    'set log_parameter_max_length = -1',
    'set session_replication_role = replica',
    'set allow_system_table_mods = on',
    'alter system set track_activities = on',
    'alter role tenon_app set track_activities = on',
    // Rows of another tenant, written.
    `insert into companies (tenant_id, id, name) values ('${victim.tenantId}', gen_random_uuid(), 'x')`,
    `update companies set tenant_id = '${victim.tenantId}'`,
    `insert into companies (tenant_id, id, name) values ('${victim.tenantId}', '${victim.companyId}', 'x')
       on conflict (tenant_id, id) do update set secret = 'stolen'`,
    `merge into companies c using (select 1) s on false
       when not matched then insert (tenant_id, id, name) values ('${victim.tenantId}', gen_random_uuid(), 'x')`,
  ]
}

/** Statements that may run but must give and change nothing of another tenant. */
export function harmlessStatements(victim: Victim): readonly string[] {
  const { companyId, tenantId } = victim

  return [
    'select * from companies',
    'select * from only companies',
    'table companies',
    'select ctid, xmin, tableoid, * from companies',
    "select * from companies where ctid = '(0,1)'",
    `select * from companies where tenant_id = '${tenantId}'`,
    `select * from companies where id = '${companyId}' or true`,
    'select * from companies union all select * from companies',
    'select c.* from users u full join companies c on true',
    'select * from companies for update',
    'copy (select * from companies) to stdout',
    "select table_to_xml('companies', true, true, '')",
    "select query_to_xml('select * from companies', true, true, '')",
    "select database_to_xml(true, true, '')",
    "select ts_stat('select to_tsvector(secret) from companies')",
    // What an operator or a cast would tell of a row that the policy hides.
    `select 1 / (case when secret like 'secret%' then 0 else 1 end) from companies where tenant_id = '${tenantId}'`,
    `select secret::int from companies where tenant_id = '${tenantId}'`,
    `select * from companies where secret::int > 0 and tenant_id = '${tenantId}'`,
    `select * from companies where xpath('/x', secret::xml) is not null and tenant_id = '${tenantId}'`,
    `select * from companies where revenue / 0 = 1 and tenant_id = '${tenantId}'`,
    // Statistics, sessions and the log.
    "select * from pg_stats where tablename = 'companies'",
    'select * from pg_stats_ext',
    'select * from pg_stat_activity',
    'select * from pg_stat_get_activity(null)',
    `select pg_stat_get_backend_activity(n) from generate_series(1, 50) n`,
    'select * from pg_locks',
    'select * from pg_cursors',
    'select * from pg_settings',
    'select * from pg_db_role_setting',
    'select pg_current_logfile()',
    'select * from pg_stat_ssl',
    'select * from pg_notification_queue_usage()',
    'listen everything',
    // Writes that name another tenant's rows.
    `update companies set secret = 'stolen' where id = '${companyId}'`,
    `update companies set secret = 'stolen' where tenant_id = '${tenantId}'`,
    `delete from companies where id = '${companyId}'`,
    `delete from companies using users where companies.tenant_id = '${tenantId}'`,
    `merge into companies c using (select '${companyId}'::uuid as id) s on c.id = s.id
       when matched then update set secret = 'stolen'`,
    `with gone as (delete from companies where tenant_id = '${tenantId}' returning *) select * from gone`,
    // Contexts made up on the spot.
    `select set_config('tenon.context', '${tenantId}', true), count(*) from companies group by 1`,
    `with c as materialized (select set_config('tenon.context',
        replace(current_setting('tenon.context'), tenancy.current_tenant()::text, '${tenantId}'), true) as x)
       select x, companies.* from c, companies`,
    'set local row_security = off; select * from companies',
    'select * from tenancy.own_tenant()',
    "set local search_path = ''; select * from public.companies",
    'explain (analyze, verbose, buffers) select * from companies',
    'prepare poison as select * from companies; execute poison',
    'declare hold cursor with hold for select * from companies; fetch all from hold',
    'grant select on companies to tenon_system',
    'alter default privileges grant all on tables to public',
    'select * from domain_events',
    'select * from jobs',
    'select * from identifiers',
    'select * from users',
  ]
}
