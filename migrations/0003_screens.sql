drop index public.deal_stage_history_entered_at_id_idx;

create table public.quarantined_hosts (
  host text not null,
  released_at timestamptz not null,
  constraint quarantined_hosts_pkey primary key (host),
  constraint quarantined_hosts_host_check check (host = lower(host) and length(host) between 1 and 253)
);

comment on table public.quarantined_hosts is 'Hosts of deleted tenants, which nobody can have for a while.';

create table public.platform_audit_entries (
  id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  account_id uuid,
  subject text,
  address_range text,
  user_agent text,
  facts jsonb not null default '{}',
  correlation_id text,
  constraint platform_audit_entries_pkey primary key (id),
  constraint platform_audit_entries_kind_check check (kind ~ '^[a-z-]+\.[a-z-]+$')
);

comment on table public.platform_audit_entries is 'How the platform''s staff signed in and out, and what they did to second factors.';

create table public.views (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name jsonb not null,
  title text collate public.tenon_natural,
  key text not null,
  origin jsonb,
  revision bigint,
  collection text not null,
  kind text,
  team_id uuid,
  roles jsonb,
  definition jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint views_pkey primary key (tenant_id, id),
  constraint views_kind_check check ("kind" in ('board', 'table'))
);

comment on table public.views is 'Records of the collection "views".';

create table public.personal_views (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name text collate public.tenon_natural not null,
  collection text not null,
  kind text,
  is_default boolean,
  definition jsonb,
  owner_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint personal_views_pkey primary key (tenant_id, id),
  constraint personal_views_kind_check check ("kind" in ('board', 'table'))
);

comment on table public.personal_views is 'Records of the collection "personal-views".';

create table public.notifications (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  collection text not null,
  record text,
  count bigint,
  actor_id uuid,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint notifications_pkey primary key (tenant_id, id),
  constraint notifications_kind_check check ("kind" in ('assigned'))
);

comment on table public.notifications is 'Records of the collection "notifications".';

create table public.dashboards (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name jsonb not null,
  title text collate public.tenon_natural,
  key text not null,
  origin jsonb,
  revision bigint,
  roles jsonb,
  definition jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint dashboards_pkey primary key (tenant_id, id)
);

comment on table public.dashboards is 'Records of the collection "dashboards".';

create table public.layouts (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name jsonb not null,
  title text collate public.tenon_natural,
  key text not null,
  origin jsonb,
  revision bigint,
  collection text not null,
  role_id uuid,
  definition jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint layouts_pkey primary key (tenant_id, id)
);

comment on table public.layouts is 'Records of the collection "layouts".';

alter table public.imports add column api_key_id uuid;

alter table public.jobs add column api_key_id uuid;

create index quarantined_hosts_released_at_idx on public.quarantined_hosts (released_at);

revoke all on public.quarantined_hosts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.quarantined_hosts to tenon_system;

create index platform_audit_entries_at_desc_id_desc_idx on public.platform_audit_entries (at desc, id desc);

create index platform_audit_entries_kind_at_desc_id_desc_idx on public.platform_audit_entries (kind, at desc, id desc);

revoke all on public.platform_audit_entries from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant insert, select on public.platform_audit_entries to tenon_system;

create index views_created_at_desc_id_desc_idx on public.views (tenant_id, created_at desc, id desc);

create index views_updated_at_desc_id_desc_idx on public.views (tenant_id, updated_at desc, id desc);

create index views_title_id_idx on public.views (tenant_id, title, id);

create index views_collection_id_idx on public.views (tenant_id, collection, id);

create index views_team_id_id_idx on public.views (tenant_id, team_id, id);

create unique index views_key_key on public.views (tenant_id, key);

alter table public.views enable row level security;

alter table public.views force row level security;

create policy tenant_isolation on public.views for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.views for all to tenon_owner using (true) with check (true);

create policy search_access on public.views for select to tenon_search using (true);

revoke all on public.views from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.views to tenon_app;

grant select (tenant_id, id, title) on public.views to tenon_search;

create index personal_views_created_at_desc_id_desc_idx on public.personal_views (tenant_id, created_at desc, id desc);

create index personal_views_updated_at_desc_id_desc_idx on public.personal_views (tenant_id, updated_at desc, id desc);

create index personal_views_collection_id_idx on public.personal_views (tenant_id, collection, id);

create index personal_views_owner_id_id_idx on public.personal_views (tenant_id, owner_id, id);

alter table public.personal_views enable row level security;

alter table public.personal_views force row level security;

create policy tenant_isolation on public.personal_views for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.personal_views for all to tenon_owner using (true) with check (true);

create policy search_access on public.personal_views for select to tenon_search using (true);

revoke all on public.personal_views from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.personal_views to tenon_app;

grant select (tenant_id, id, name) on public.personal_views to tenon_search;

create index notifications_created_at_desc_id_desc_idx on public.notifications (tenant_id, created_at desc, id desc);

create index notifications_updated_at_desc_id_desc_idx on public.notifications (tenant_id, updated_at desc, id desc);

create index notifications_user_id_id_idx on public.notifications (tenant_id, user_id, id);

create index notifications_actor_id_id_idx on public.notifications (tenant_id, actor_id, id);

create index notifications_user_id_created_at_desc_id_desc_idx on public.notifications (tenant_id, user_id, created_at desc, id desc);

create index notifications_user_id_read_at_idx on public.notifications (tenant_id, user_id, read_at);

alter table public.notifications enable row level security;

alter table public.notifications force row level security;

create policy tenant_isolation on public.notifications for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.notifications for all to tenon_owner using (true) with check (true);

revoke all on public.notifications from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.notifications to tenon_app;

create index dashboards_created_at_desc_id_desc_idx on public.dashboards (tenant_id, created_at desc, id desc);

create index dashboards_updated_at_desc_id_desc_idx on public.dashboards (tenant_id, updated_at desc, id desc);

create index dashboards_title_id_idx on public.dashboards (tenant_id, title, id);

create unique index dashboards_key_key on public.dashboards (tenant_id, key);

alter table public.dashboards enable row level security;

alter table public.dashboards force row level security;

create policy tenant_isolation on public.dashboards for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.dashboards for all to tenon_owner using (true) with check (true);

create policy search_access on public.dashboards for select to tenon_search using (true);

revoke all on public.dashboards from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.dashboards to tenon_app;

grant select (tenant_id, id, title) on public.dashboards to tenon_search;

create index layouts_created_at_desc_id_desc_idx on public.layouts (tenant_id, created_at desc, id desc);

create index layouts_updated_at_desc_id_desc_idx on public.layouts (tenant_id, updated_at desc, id desc);

create index layouts_title_id_idx on public.layouts (tenant_id, title, id);

create index layouts_collection_id_idx on public.layouts (tenant_id, collection, id);

create index layouts_role_id_id_idx on public.layouts (tenant_id, role_id, id);

create unique index layouts_key_key on public.layouts (tenant_id, key);

create unique index layouts_collection_role_id_key on public.layouts (tenant_id, collection, role_id);

alter table public.layouts enable row level security;

alter table public.layouts force row level security;

create policy tenant_isolation on public.layouts for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.layouts for all to tenon_owner using (true) with check (true);

create policy search_access on public.layouts for select to tenon_search using (true);

revoke all on public.layouts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.layouts to tenon_app;

grant select (tenant_id, id, title) on public.layouts to tenon_search;

create index deal_stage_history_entered_at_id_stage_id_left_at_idx on public.deal_stage_history (tenant_id, entered_at, id, stage_id, left_at);

alter table public.views add constraint views_team_id_fkey foreign key (tenant_id, team_id) references public.teams (tenant_id, id) on delete set null (team_id);

alter table public.personal_views add constraint personal_views_owner_id_fkey foreign key (tenant_id, owner_id) references public.users (tenant_id, id) on delete set null (owner_id);

alter table public.notifications add constraint notifications_user_id_fkey foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade;

alter table public.notifications add constraint notifications_actor_id_fkey foreign key (tenant_id, actor_id) references public.users (tenant_id, id) on delete set null (actor_id);

alter table public.layouts add constraint layouts_role_id_fkey foreign key (tenant_id, role_id) references public.roles (tenant_id, id) on delete cascade;

create or replace function tenancy.find_roles(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.roles t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.roles t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.roles t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.roles t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_roles(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_roles(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_roles(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_teams(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.teams t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.teams t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.teams t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.teams t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_teams(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_teams(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_teams(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_users(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.users t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.users t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.users t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.users t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_users(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_users(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_users(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.search_views(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.views t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_views(text) from public;
grant execute on function tenancy.search_views(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_views(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.views'::regclass and starts_with(c.relname, 'views_words_')
      and c.relname <> 'views_words_c0c2c3ba'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists views_words_c0c2c3ba on public.views
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_views(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.views t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.views t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.views t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.views t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.views t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_views(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_views(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_views(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.search_personal_views(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.personal_views t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_personal_views(text) from public;
grant execute on function tenancy.search_personal_views(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_personal_views(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.personal_views'::regclass and starts_with(c.relname, 'personal_views_words_')
      and c.relname <> 'personal_views_words_c44fadc3'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists personal_views_words_c44fadc3 on public.personal_views
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_personal_views(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.personal_views t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.personal_views t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.personal_views t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.personal_views t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.personal_views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.personal_views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.personal_views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.personal_views t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.personal_views t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_personal_views(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_personal_views(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_personal_views(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.search_dashboards(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.dashboards t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_dashboards(text) from public;
grant execute on function tenancy.search_dashboards(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_dashboards(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.dashboards'::regclass and starts_with(c.relname, 'dashboards_words_')
      and c.relname <> 'dashboards_words_f5dd18af'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists dashboards_words_f5dd18af on public.dashboards
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_dashboards(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.dashboards t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.dashboards t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.dashboards t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.dashboards t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.dashboards t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.dashboards t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.dashboards t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.dashboards t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.dashboards t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_dashboards(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_dashboards(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_dashboards(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.search_layouts(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.layouts t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_layouts(text) from public;
grant execute on function tenancy.search_layouts(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_layouts(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.layouts'::regclass and starts_with(c.relname, 'layouts_words_')
      and c.relname <> 'layouts_words_d476d1fd'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists layouts_words_d476d1fd on public.layouts
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_layouts(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.layouts t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.layouts t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.layouts t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.layouts t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.layouts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.layouts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.layouts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.layouts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.layouts t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_layouts(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_layouts(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_layouts(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_companies(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.companies t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.companies t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.companies t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.companies t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_companies(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_companies(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_companies(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_contacts(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.contacts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.contacts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.contacts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.contacts t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_contacts(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_contacts(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_contacts(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_products(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.products t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.products t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.products t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.products t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_products(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_products(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_products(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_pipelines(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.pipelines t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.pipelines t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.pipelines t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.pipelines t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_pipelines(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_pipelines(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_pipelines(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_stages(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.stages t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.stages t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.stages t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.stages t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_stages(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_stages(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_stages(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_deals(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.deals t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.deals t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.deals t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.deals t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_deals(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_deals(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_deals(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_activities(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.activities t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.activities t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.activities t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.activities t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_activities(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_activities(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_activities(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_tags(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.tags t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.tags t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.tags t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.tags t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_tags(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_tags(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_tags(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_exchange_rates(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.exchange_rates t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.exchange_rates t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.exchange_rates t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.exchange_rates t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_exchange_rates(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_exchange_rates(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_exchange_rates(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;

create or replace function tenancy.find_attachments(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 600;
  cut integer;
  found_rows integer := 0;
  hits integer;
  ids uuid[];
  more integer;
  seen integer;
  tenant uuid := tenancy.current_tenant();
  way text[];
  word text;
begin
  -- The newest alone tell whether there are but a few records, which are then all looked at.
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))), array_agg(r.id) filter (where (r.words like all (spelled) or r.words like all (respelled)))
    into seen, hits, ids
    from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant order by t.id desc limit 33) r;
  if seen <= 32 then
    return query select unnest(ids[1:most]);
    if seen > 0 and hits < least(most, 5) and cardinality(alike) > 0 then
      alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
      return query select r.id from (select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant) r
        where r.words ~ all (alike_forms) limit most;
    end if;
    return;
  end if;
  select seen + count(*), hits + count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits
    from (select (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant order by t.id limit 32) r;
  if hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when found_rows >= most or spelling = 2 and respelled = spelled;
    case least(cardinality(way), 3)
      when 1 then return query select t.id from public.attachments t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] limit most;
      when 2 then return query select t.id from public.attachments t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] limit most;
      else return query select t.id from public.attachments t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[1] and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[2] and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like way[3] limit most;
    end case;
    get diagnostics more = row_count;
    found_rows := found_rows + more;
  end loop;
  if found_rows >= least(most, 5) or cardinality(alike) = 0 then
    return;
  end if;
  alike_forms := array(select '\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')' from unnest(alike) w);
  foreach word in array alike loop
    -- The others are written well; with one word there is nothing to choose.
    exit when cardinality(alike) = 1
      or not exists (select from (select 1 from public.attachments t where t.tenant_id = tenant and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || word || '%' limit 1) r);
  end loop;
  for cut in
    select p from (
      select p, greatest(p, length(word) - 2 - p) as run from generate_series(0, length(word) - 2) p
    ) r where run >= 3 order by run desc
  loop
    select count(*), coalesce(array_agg(r.id) filter (where r.words ~ all (alike_forms)), '{}') into seen, ids
    from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant
        and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like '%' || substr(word, 1, cut) || '%' || substr(word, cut + 3) || '%'
      limit least(budget, 200)
    ) r;
    return query select unnest(ids[1:50]);
    budget := budget - seen;
    found_rows := found_rows + cardinality(ids);
    exit when budget <= 0 or found_rows >= least(most, 50);
  end loop;
end
$find$;
revoke all on function tenancy.find_attachments(text[], text[], text[], integer) from public;
grant execute on function tenancy.find_attachments(text[], text[], text[], integer) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.find_attachments(text[], text[], text[], integer) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
