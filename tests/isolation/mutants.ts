/** One way to break isolation, with the rule of the doctor that must see it. */
export type Mutant = { name: string; rule: string; sql: string }

const policy = (using: string, check = using, role = 'tenon_app') =>
  `drop policy tenant_isolation on companies;
   create policy tenant_isolation on companies for all to ${role} using (${using})${check === '' ? '' : ` with check (${check})`}`
const mine = 'tenant_id = (select tenancy.current_tenant())'
const definer = (options: string) =>
  `create function peek() returns bigint language sql security definer ${options}
     as 'select count(*) from public.companies';
   alter function peek() owner to tenon_owner`

/** Every seeded mutant; each is applied as superuser in a transaction that is rolled back. */
export const mutants: readonly Mutant[] = [
  {
    name: 'row-level security disabled',
    rule: 'row-security-off',
    sql: 'alter table companies disable row level security',
  },
  {
    name: 'row-level security not forced',
    rule: 'row-security-unforced',
    sql: 'alter table companies no force row level security',
  },
  { name: 'no WITH CHECK', rule: 'policy-check', sql: policy(mine, '') },
  { name: 'WITH CHECK (true)', rule: 'policy-check', sql: policy(mine, 'true') },
  { name: 'OR true in USING', rule: 'policy-predicate', sql: policy(`${mine} or true`, mine) },
  { name: 'USING (true)', rule: 'policy-predicate', sql: policy('true', mine) },
  {
    name: 'plain setting in place of the verified context',
    rule: 'policy-predicate',
    sql: policy("tenant_id = current_setting('app.tenant')::uuid"),
  },
  {
    name: 'the column cast in place of the context',
    rule: 'policy-predicate',
    sql: policy('tenant_id::text = (select tenancy.current_tenant())::text'),
  },
  {
    name: 'policy on another column',
    rule: 'policy-predicate',
    sql: policy('id = (select tenancy.current_tenant())'),
  },
  { name: 'policy to PUBLIC', rule: 'policy-roles', sql: policy(mine, mine, 'public') },
  {
    name: 'owner policy opened to requests',
    rule: 'policy-roles',
    sql: 'alter policy owner_access on companies to tenon_owner, tenon_app',
  },
  {
    name: 'extra permissive policy',
    rule: 'policy-unknown',
    sql: 'create policy helper on companies for select to tenon_app using (true)',
  },
  {
    name: 'policy dropped',
    rule: 'policy-missing',
    sql: 'drop policy tenant_isolation on companies',
  },
  {
    name: 'policy for reading only',
    rule: 'policy-kind',
    sql: `drop policy tenant_isolation on companies;
      create policy tenant_isolation on companies for select to tenon_app using (${mine})`,
  },
  {
    name: 'plain foreign key',
    rule: 'foreign-key-tenant',
    sql: `alter table companies add constraint id_only unique (id);
      alter table contacts add constraint plain foreign key (company_id) references companies (id)`,
  },
  {
    name: 'foreign key that was never validated',
    rule: 'key-missing',
    sql: `alter table contacts drop constraint contacts_company_id_fkey;
      alter table contacts add constraint contacts_company_id_fkey
        foreign key (tenant_id, company_id) references companies (tenant_id, id) not valid`,
  },
  {
    name: 'foreign key dropped',
    rule: 'key-missing',
    sql: 'alter table contacts drop constraint contacts_company_id_fkey',
  },
  {
    name: 'foreign key switched off',
    rule: 'trigger-disabled',
    sql: 'alter table contacts disable trigger all',
  },
  {
    name: 'reference from a table of all tenants',
    rule: 'foreign-key-into',
    sql: `alter table companies add constraint id_only unique (id);
      alter table sessions add constraint into_tenant foreign key (user_id) references companies (id)`,
  },
  {
    name: 'unique without the tenant',
    rule: 'unique-tenant',
    sql: 'create unique index name_only on companies (name)',
  },
  {
    name: 'primary key without the tenant',
    rule: 'primary-key-tenant',
    sql: `alter table companies drop constraint companies_pkey cascade;
      alter table companies add constraint companies_pkey primary key (id)`,
  },
  {
    name: 'index that does not lead with the tenant',
    rule: 'index-tenant',
    sql: 'create index revenue_first on companies (revenue, tenant_id)',
  },
  {
    name: 'definer view',
    rule: 'view-definer',
    sql: 'create view every_company as select * from companies; grant select on every_company to tenon_app',
  },
  {
    name: 'view that says security_invoker = false',
    rule: 'view-definer',
    sql: 'create view every_company with (security_invoker = false) as select * from companies',
  },
  {
    name: 'materialised view',
    rule: 'view-materialised',
    sql: 'create materialized view every_company as select * from companies',
  },
  ...['truncate', 'references', 'trigger', 'maintain'].map((privilege) => ({
    name: `${privilege.toUpperCase()} granted`,
    rule: 'grant-excess',
    sql: `grant ${privilege} on companies to tenon_app`,
  })),
  {
    name: 'everything granted',
    rule: 'grant-excess',
    sql: 'grant all on companies to tenon_app',
  },
  {
    name: 'accounts granted to requests',
    rule: 'grant-excess',
    sql: 'grant select on accounts to tenon_app',
  },
  {
    name: 'one column of accounts granted to requests',
    rule: 'grant-excess',
    sql: 'grant select (email) on accounts to tenon_app',
  },
  {
    name: 'records granted to the system role',
    rule: 'grant-excess',
    sql: 'grant select on companies to tenon_system',
  },
  {
    name: 'grant to PUBLIC',
    rule: 'grant-public',
    sql: 'grant select on companies to public',
  },
  {
    name: 'default privileges for requests',
    rule: 'grant-default',
    sql: 'alter default privileges for role tenon_owner in schema public grant all on tables to tenon_app',
  },
  {
    name: 'definer function without search_path',
    rule: 'function-search-path',
    sql: definer(''),
  },
  {
    name: 'definer function with an open search_path',
    rule: 'function-search-path',
    sql: definer(`set search_path = "$user", public`),
  },
  {
    name: 'unknown definer function',
    rule: 'function-definer',
    sql: definer('set search_path = pg_catalog, pg_temp'),
  },
  {
    name: 'verifier that verifies nothing',
    rule: 'function-changed',
    sql: `create or replace function tenancy.current_tenant() returns uuid language plpgsql stable
      parallel safe security definer set search_path = pg_catalog, pg_temp
      as $$ begin return split_part(current_setting('tenon.context', true), '.', 1)::uuid; end $$`,
  },
  {
    name: 'verifier without search_path',
    rule: 'function-search-path',
    sql: 'alter function tenancy.current_tenant() reset search_path',
  },
  {
    name: 'verifier that everybody may call',
    rule: 'function-grant',
    sql: 'grant execute on function tenancy.current_tenant() to public',
  },
  {
    name: 'unknown function that everybody may call',
    rule: 'function-unknown',
    sql: "create function helper() returns text language sql as 'select 1::text'",
  },
  {
    name: 'leakproof function',
    rule: 'function-leakproof',
    sql: `create function leak(text) returns boolean language plpgsql leakproof cost 0.0001
      as $$ begin raise notice '%', $1; return true; end $$`,
  },
  ...['pg_terminate_backend(integer, bigint)', 'pg_cancel_backend(integer)', 'lo_get(oid)'].map(
    (signature) => ({
      name: `EXECUTE on ${signature}`,
      rule: 'function-denied',
      sql: `grant execute on function ${signature} to public`,
    }),
  ),
  ...['superuser', 'bypassrls', 'createrole', 'createdb', 'replication'].map((attribute) => ({
    name: `requests as ${attribute}`,
    rule: 'role-attribute',
    sql: `alter role tenon_app ${attribute}`,
  })),
  {
    name: 'owner with BYPASSRLS',
    rule: 'role-attribute',
    sql: 'alter role tenon_owner bypassrls',
  },
  {
    name: 'requests as member of the owner',
    rule: 'role-member',
    sql: 'grant tenon_owner to tenon_app',
  },
  {
    name: 'requests that may read everything',
    rule: 'role-member',
    sql: 'grant pg_read_all_data to tenon_app',
  },
  {
    name: 'requests as owner of a table',
    rule: 'table-owner',
    sql: 'alter table companies owner to tenon_app',
  },
  {
    name: 'CREATE on the schema',
    rule: 'schema-create',
    sql: 'grant create on schema public to tenon_app',
  },
  {
    name: 'TEMP on the database',
    rule: 'schema-create',
    sql: `do $$ begin execute format('grant temporary on database %I to tenon_app', current_database()); end $$`,
  },
  {
    name: 'tenant_id missing',
    rule: 'tenant-column',
    sql: 'alter table companies drop column tenant_id cascade',
  },
  {
    name: 'tenant_id that may be null',
    rule: 'tenant-column',
    sql: `alter table companies drop constraint companies_pkey cascade;
      alter table companies alter column tenant_id drop not null`,
  },
  {
    name: 'tenant_id without default',
    rule: 'tenant-column',
    sql: 'alter table companies alter column tenant_id drop default',
  },
  {
    name: 'tenant_id with a fixed default',
    rule: 'tenant-column',
    sql: 'alter table companies alter column tenant_id set default gen_random_uuid()',
  },
  {
    name: 'table unknown to the model',
    rule: 'table-unknown',
    sql: 'create table notes (id uuid primary key, text text)',
  },
  {
    name: 'table in another schema',
    rule: 'table-unknown',
    sql: 'create schema side; create table side.notes (id uuid primary key)',
  },
  { name: 'table of the model gone', rule: 'table-missing', sql: 'drop table contacts' },
  {
    name: 'partition without policy',
    rule: 'row-security-off',
    sql: `create table logs (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))
        partition by hash (tenant_id);
      create table logs_0 partition of logs for values with (modulus 1, remainder 0)`,
  },
  {
    name: 'child table without policy',
    rule: 'row-security-off',
    sql: 'create table companies_archive () inherits (companies)',
  },
  {
    name: 'keys readable',
    rule: 'keys-open',
    sql: 'grant select on tenancy.context_keys to tenon_app',
  },
  {
    name: 'one column of the keys readable',
    rule: 'keys-open',
    sql: 'grant select (inner_pad) on tenancy.context_keys to tenon_system',
  },
  {
    name: 'sequence usable',
    rule: 'sequence-usable',
    sql: 'create sequence numbers; grant usage on sequence numbers to tenon_app',
  },
  {
    name: 'statements of others shown',
    rule: 'setting-missing',
    sql: 'alter role tenon_app reset track_activities',
  },
  {
    name: 'a limit that the role lifted for itself',
    rule: 'setting-changed',
    sql: 'alter role tenon_app set statement_timeout = 0',
  },
  {
    name: 'a setting the role made for itself in this database',
    rule: 'setting-changed',
    sql: `do $$ begin execute format('alter role tenon_app in database %I set work_mem = %L',
      current_database(), '1GB'); end $$`,
  },
  {
    name: 'values in the log',
    rule: 'setting-missing',
    sql: 'alter role tenon_app set log_parameter_max_length = -1',
  },
  {
    name: 'right to set a setting of superusers',
    rule: 'parameter-open',
    sql: 'grant set on parameter track_activities to tenon_app',
  },
  {
    name: 'column of an enum',
    rule: 'column-type',
    sql: `create type stage as enum ('a'); alter table companies add column stage stage`,
  },
  {
    name: 'column of type numeric',
    rule: 'column-type',
    sql: 'alter table companies add column amount numeric',
  },
  {
    name: 'trigger nobody generated',
    rule: 'trigger-unknown',
    sql: `create function copy() returns trigger language plpgsql as $$ begin return new; end $$;
      create trigger copy before insert on companies for each row execute function copy()`,
  },
  {
    name: 'rewrite rule',
    rule: 'trigger-unknown',
    sql: `create rule copy as on update to companies do also notify companies`,
  },
  {
    name: 'procedural language open',
    rule: 'language-open',
    sql: 'grant usage on language plpgsql to public',
  },
]
