create schema if not exists tenancy;
revoke all on schema tenancy from public;
grant usage on schema tenancy to tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

-- The two padded halves of each HMAC key, so that verifying costs two hashes and no byte arithmetic.
create table if not exists tenancy.context_keys (
  id text primary key check (id ~ '^[a-z0-9]{1,16}$'),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64),
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
revoke all on tenancy.context_keys from public;

create or replace function tenancy.current_tenant() returns uuid
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $verifier$
declare
  token text := current_setting('tenon.context', true);
  payload text := left(token, -65);
  expected text;
begin
  -- Only what our own key signed is parsed, so no cast below can fail on a hostile value. An
  -- exception block would not do: it starts a subtransaction, which a parallel worker may not.
  select payload || '.' || encode(
      sha256(k.outer_pad || sha256(k.inner_pad || convert_to(payload, 'UTF8'))), 'hex')
    into expected
    from tenancy.context_keys k
    where k.id = split_part(payload, '.', 4) and k.retired_at is null;
  if expected is null or expected <> token
    or to_timestamp(split_part(payload, '.', 3)::float8) <= statement_timestamp()
  then
    raise exception 'no valid tenant context' using errcode = 'TN401';
  end if;
  return split_part(payload, '.', 1)::uuid;
end
$verifier$;
revoke all on function tenancy.current_tenant() from public;
grant execute on function tenancy.current_tenant() to tenon_app, tenon_search;

create or replace function tenancy.current_user_id() returns uuid
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $verifier$
declare
  token text := current_setting('tenon.context', true);
  payload text := left(token, -65);
  expected text;
begin
  -- Only what our own key signed is parsed, so no cast below can fail on a hostile value. An
  -- exception block would not do: it starts a subtransaction, which a parallel worker may not.
  select payload || '.' || encode(
      sha256(k.outer_pad || sha256(k.inner_pad || convert_to(payload, 'UTF8'))), 'hex')
    into expected
    from tenancy.context_keys k
    where k.id = split_part(payload, '.', 4) and k.retired_at is null;
  if expected is null or expected <> token
    or to_timestamp(split_part(payload, '.', 3)::float8) <= statement_timestamp()
  then
    raise exception 'no valid tenant context' using errcode = 'TN401';
  end if;
  return nullif(split_part(payload, '.', 2), '-')::uuid;
end
$verifier$;
revoke all on function tenancy.current_user_id() from public;
grant execute on function tenancy.current_user_id() to tenon_app, tenon_search;

create collation if not exists public.tenon_natural (provider = icu, locale = 'und-u-kn-true');

create table public.tenants (
  id uuid not null,
  slug text not null,
  name text collate public.tenon_natural not null,
  status text not null default 'active',
  currency text not null default 'EUR',
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  modules jsonb not null default '{}',
  created_at timestamptz not null default now(),
  suspended_at timestamptz,
  constraint tenants_pkey primary key (id),
  constraint tenants_slug_check check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  constraint tenants_status_check check (status in ('active', 'suspended')),
  constraint tenants_currency_check check (currency ~ '^[A-Z]{3}$')
);

comment on table public.tenants is 'The businesses hosted on this deployment.';

create table public.domains (
  host text not null,
  tenant_id uuid not null,
  verified_at timestamptz,
  constraint domains_pkey primary key (host),
  constraint domains_host_check check (host = lower(host) and length(host) between 1 and 253)
);

comment on table public.domains is 'Hosts of their own that tenants answer on, once proved by DNS.';

create table public.accounts (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  platform_staff boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz,
  constraint accounts_pkey primary key (id),
  constraint accounts_email_check check (email = lower(email))
);

comment on table public.accounts is 'People across tenants: an e-mail address and a password.';

create table public.sessions (
  id uuid not null,
  token_hash text not null,
  account_id uuid not null,
  tenant_id uuid,
  user_id uuid,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text,
  ip text,
  constraint sessions_pkey primary key (id)
);

comment on table public.sessions is 'Signed-in browsers and clients; without a tenant it is a session of the console.';

create table public.account_tokens (
  id uuid not null,
  kind text not null,
  token_hash text not null,
  account_id uuid not null,
  tenant_id uuid,
  user_id uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint account_tokens_pkey primary key (id),
  constraint account_tokens_kind_check check (kind in ('invite', 'reset', 'switch'))
);

comment on table public.account_tokens is 'Single-use secrets of invitations, password resets and tenant switches, hashed.';

create table public.sign_in_attempts (
  key text not null,
  failures integer not null,
  failed_at timestamptz not null,
  blocked_until timestamptz,
  constraint sign_in_attempts_pkey primary key (key)
);

comment on table public.sign_in_attempts is 'Failed sign-ins by account, address range and over all, shared by every process.';

create table public.mails (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  to_address text not null,
  subject text not null,
  body_text text,
  body_html text,
  status text not null default 'queued',
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  created_by uuid,
  constraint mails_pkey primary key (tenant_id, id),
  constraint mails_status_check check (status in ('queued', 'sending', 'sent', 'outbox', 'failed'))
);

comment on table public.mails is 'Mails of a tenant, waiting, sent, or kept where no mail server is set up.';

create table public.account_mails (
  id uuid not null,
  to_address text not null,
  subject text not null,
  body_text text,
  body_html text,
  status text not null default 'queued',
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint account_mails_pkey primary key (id),
  constraint account_mails_status_check check (status in ('queued', 'sending', 'sent', 'outbox', 'failed'))
);

comment on table public.account_mails is 'Mails about an account as a whole (password resets), out of the reach of any one tenant.';

create table public.roles (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name jsonb not null,
  title text collate public.tenon_natural,
  key text not null,
  origin jsonb,
  revision bigint,
  permissions jsonb not null,
  built_in boolean,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint roles_pkey primary key (tenant_id, id)
);

comment on table public.roles is 'Records of the collection "roles".';

create table public.users (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name text collate public.tenon_natural not null,
  email text,
  title text,
  office text,
  manager_id uuid,
  role_id uuid,
  status text,
  kind text,
  locale text,
  account_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version bigint not null default 1,
  constraint users_pkey primary key (tenant_id, id),
  constraint users_status_check check ("status" in ('active', 'disabled', 'invited', 'placeholder')),
  constraint users_kind_check check ("kind" in ('portal', 'staff')),
  constraint users_locale_check check ("locale" in ('de', 'en'))
);

comment on table public.users is 'Records of the collection "users".';

create table public.companies (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name text collate public.tenon_natural not null,
  industry text,
  employees bigint,
  founded_year bigint,
  revenue bigint,
  currency text,
  domain text,
  website text,
  phone text,
  parent_id uuid,
  address_street text,
  address_postal_code text,
  address_city text,
  address_region text,
  address_country text,
  description text,
  owner_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version bigint not null default 1,
  constraint companies_pkey primary key (tenant_id, id)
);

comment on table public.companies is 'Records of the collection "companies".';

create table public.contacts (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  first_name text,
  last_name text,
  name text collate public.tenon_natural,
  company_id uuid,
  title text,
  email text,
  phone text,
  mobile text,
  website text,
  address_street text,
  address_postal_code text,
  address_city text,
  address_region text,
  address_country text,
  description text,
  subscribed_on date,
  owner_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version bigint not null default 1,
  constraint contacts_pkey primary key (tenant_id, id)
);

comment on table public.contacts is 'Records of the collection "contacts".';

create table public.products (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name text collate public.tenon_natural not null,
  sku text,
  price bigint,
  currency text,
  series text,
  description text,
  active boolean,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version bigint not null default 1,
  constraint products_pkey primary key (tenant_id, id)
);

comment on table public.products is 'Records of the collection "products".';

create table public.pipelines (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name jsonb not null,
  title text collate public.tenon_natural,
  key text not null,
  origin jsonb,
  revision bigint,
  is_default boolean,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint pipelines_pkey primary key (tenant_id, id)
);

comment on table public.pipelines is 'Records of the collection "pipelines".';

create table public.stages (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name jsonb not null,
  title text collate public.tenon_natural,
  key text not null,
  origin jsonb,
  revision bigint,
  pipeline_id uuid not null,
  kind text not null,
  "order" bigint not null,
  probability bigint,
  allowed_from jsonb,
  required_fields jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint stages_pkey primary key (tenant_id, id),
  constraint stages_kind_check check ("kind" in ('lost', 'open', 'won'))
);

comment on table public.stages is 'Records of the collection "stages".';

create table public.deals (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  title text collate public.tenon_natural not null,
  pipeline_id uuid,
  stage_id uuid,
  company_id uuid,
  product_id uuid,
  amount bigint,
  currency text,
  amount_from_lines boolean,
  amount_base bigint,
  engaged_on date,
  close_date date,
  lost_reason text,
  description text,
  owner_id uuid,
  stage_kind text,
  stage_entered_at timestamptz,
  won_at timestamptz,
  lost_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version bigint not null default 1,
  constraint deals_pkey primary key (tenant_id, id),
  constraint deals_stage_kind_check check ("stage_kind" in ('lost', 'open', 'won'))
);

comment on table public.deals is 'Records of the collection "deals".';

create table public.deal_lines (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  deal_id uuid not null,
  product_id uuid not null,
  quantity bigint,
  unit_price bigint,
  discount bigint,
  total bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint deal_lines_pkey primary key (tenant_id, id)
);

comment on table public.deal_lines is 'Records of the collection "deal-lines".';

create table public.deal_contacts (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  deal_id uuid not null,
  contact_id uuid not null,
  role text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint deal_contacts_pkey primary key (tenant_id, id),
  constraint deal_contacts_role_check check ("role" in ('billing', 'champion', 'decisionMaker', 'influencer', 'other', 'user'))
);

comment on table public.deal_contacts is 'Records of the collection "deal-contacts".';

create table public.deal_stage_history (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  deal_id uuid not null,
  stage_id uuid,
  entered_at timestamptz not null,
  left_at timestamptz,
  seconds bigint,
  moved_by_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deal_stage_history_pkey primary key (tenant_id, id)
);

comment on table public.deal_stage_history is 'Records of the collection "deal-stage-history".';

create table public.payload_preferences (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  user_collection text,
  user_id uuid,
  key text,
  value jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payload_preferences_pkey primary key (tenant_id, id)
);

comment on table public.payload_preferences is 'Records of the collection "payload-preferences".';

create table public.identifiers (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  kind text not null,
  value text not null,
  entity_type text not null,
  entity_id uuid not null,
  constraint identifiers_pkey primary key (tenant_id, id),
  constraint identifiers_kind_check check (kind in ('email', 'phone', 'domain'))
);

comment on table public.identifiers is 'E-mails, phones and domains of records, normalised; finds duplicates and senders.';

create table public.external_ids (
  tenant_id uuid not null default tenancy.current_tenant(),
  collection text not null,
  source text not null,
  external_id text not null,
  record_id uuid not null,
  constraint external_ids_pkey primary key (tenant_id, collection, source, external_id)
);

comment on table public.external_ids is 'Ids that other systems gave to records; an import finds its earlier rows by them.';

create table public.domain_events (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  type text not null,
  version integer not null default 1,
  collection text not null,
  record_id uuid not null,
  record_version bigint not null,
  op text not null,
  before jsonb,
  after jsonb,
  actor_type text not null,
  actor_id uuid,
  batch_id uuid,
  correlation_id text,
  xid xid8 not null default pg_current_xact_id(),
  occurred_at timestamptz not null default now(),
  constraint domain_events_pkey primary key (tenant_id, id),
  constraint domain_events_op_check check (op in ('create', 'update', 'trash', 'restore', 'delete')),
  constraint domain_events_actor_type_check check (actor_type in ('user', 'api_key', 'workflow', 'support', 'system'))
);

comment on table public.domain_events is 'One row per change of a record, written in the transaction of the change, never altered.';

create table public.jobs (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  kind text not null,
  state text not null default 'queued',
  input jsonb not null default '{}',
  cursor jsonb,
  progress_done bigint not null default 0,
  progress_total bigint,
  result jsonb,
  error jsonb,
  attempts integer not null default 0,
  max_attempts integer not null default 5,
  run_after timestamptz not null default now(),
  lease_until timestamptz,
  lease_owner text,
  epoch bigint not null default 0,
  correlation_id text,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint jobs_pkey primary key (tenant_id, id),
  constraint jobs_state_check check (state in ('queued', 'running', 'done', 'failed', 'cancelled'))
);

comment on table public.jobs is 'Long work in resumable steps, held by a lease and fenced by an epoch.';

create unique index tenants_slug_key on public.tenants (slug);

revoke all on public.tenants from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update on public.tenants to tenon_system;

create index domains_tenant_id_idx on public.domains (tenant_id);

revoke all on public.domains from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.domains to tenon_system;

create unique index accounts_email_key on public.accounts (email);

revoke all on public.accounts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant insert, select, update on public.accounts to tenon_system;

create unique index sessions_token_hash_key on public.sessions (token_hash);

create index sessions_account_id_tenant_id_idx on public.sessions (account_id, tenant_id);

create index sessions_tenant_id_idx on public.sessions (tenant_id);

create index sessions_expires_at_idx on public.sessions (expires_at);

revoke all on public.sessions from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.sessions to tenon_system;

create unique index account_tokens_token_hash_key on public.account_tokens (token_hash);

create index account_tokens_account_id_kind_idx on public.account_tokens (account_id, kind);

create index account_tokens_tenant_id_idx on public.account_tokens (tenant_id);

create index account_tokens_expires_at_idx on public.account_tokens (expires_at);

revoke all on public.account_tokens from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.account_tokens to tenon_system;

create index sign_in_attempts_failed_at_idx on public.sign_in_attempts (failed_at);

revoke all on public.sign_in_attempts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.sign_in_attempts to tenon_system;

create index mails_created_by_created_at_desc_idx on public.mails (tenant_id, created_by, created_at desc);

create index mails_status_due_at_idx on public.mails (tenant_id, status, due_at);

alter table public.mails enable row level security;

alter table public.mails force row level security;

create policy tenant_isolation on public.mails for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.mails for all to tenon_owner using (true) with check (true);

create policy system_access on public.mails for all to tenon_system using (true) with check (true);

revoke all on public.mails from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant insert, select on public.mails to tenon_app;

grant select, update on public.mails to tenon_system;

create index account_mails_status_due_at_idx on public.account_mails (status, due_at);

revoke all on public.account_mails from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.account_mails to tenon_system;

create index roles_created_at_desc_id_desc_idx on public.roles (tenant_id, created_at desc, id desc);

create index roles_updated_at_desc_id_desc_idx on public.roles (tenant_id, updated_at desc, id desc);

create index roles_title_id_idx on public.roles (tenant_id, title, id);

create unique index roles_key_key on public.roles (tenant_id, key);

alter table public.roles enable row level security;

alter table public.roles force row level security;

create policy tenant_isolation on public.roles for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.roles for all to tenon_owner using (true) with check (true);

create policy system_access on public.roles for select to tenon_system using (true);

create policy search_access on public.roles for select to tenon_search using (true);

revoke all on public.roles from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.roles to tenon_app;

grant select (tenant_id, id, key, permissions) on public.roles to tenon_system;

grant select (tenant_id, id, title) on public.roles to tenon_search;

create index users_created_at_desc_id_desc_deleted_at_idx on public.users (tenant_id, created_at desc, id desc, deleted_at);

create index users_updated_at_desc_id_desc_idx on public.users (tenant_id, updated_at desc, id desc);

create index users_name_id_idx on public.users (tenant_id, name, id);

create index users_office_id_idx on public.users (tenant_id, office, id);

create index users_manager_id_id_idx on public.users (tenant_id, manager_id, id);

create index users_role_id_id_idx on public.users (tenant_id, role_id, id);

create index users_status_id_idx on public.users (tenant_id, status, id);

create index users_account_id_id_idx on public.users (tenant_id, account_id, id);

create unique index users_email_dc0c38f4_key on public.users (tenant_id, email) where deleted_at is null;

alter table public.users enable row level security;

alter table public.users force row level security;

create policy tenant_isolation on public.users for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.users for all to tenon_owner using (true) with check (true);

create policy system_access on public.users for select to tenon_system using (true);

create policy search_access on public.users for select to tenon_search using (true);

revoke all on public.users from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.users to tenon_app;

grant select (tenant_id, id, account_id, name, email, role_id, status, kind, locale, deleted_at) on public.users to tenon_system;

grant select (tenant_id, id, name, email) on public.users to tenon_search;

create index companies_created_at_desc_id_desc_deleted_at_idx on public.companies (tenant_id, created_at desc, id desc, deleted_at);

create index companies_updated_at_desc_id_desc_idx on public.companies (tenant_id, updated_at desc, id desc);

create index companies_name_id_idx on public.companies (tenant_id, name, id);

create index companies_industry_id_idx on public.companies (tenant_id, industry, id);

create index companies_domain_id_idx on public.companies (tenant_id, domain, id);

create index companies_parent_id_id_idx on public.companies (tenant_id, parent_id, id);

create index companies_address_city_id_idx on public.companies (tenant_id, address_city, id);

create index companies_address_country_id_idx on public.companies (tenant_id, address_country, id);

create index companies_owner_id_id_idx on public.companies (tenant_id, owner_id, id);

create index companies_owner_id_name_id_idx on public.companies (tenant_id, owner_id, name, id);

alter table public.companies enable row level security;

alter table public.companies force row level security;

create policy tenant_isolation on public.companies for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.companies for all to tenon_owner using (true) with check (true);

create policy search_access on public.companies for select to tenon_search using (true);

revoke all on public.companies from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.companies to tenon_app;

grant select (tenant_id, id, name, domain) on public.companies to tenon_search;

create index contacts_created_at_desc_id_desc_deleted_at_idx on public.contacts (tenant_id, created_at desc, id desc, deleted_at);

create index contacts_updated_at_desc_id_desc_idx on public.contacts (tenant_id, updated_at desc, id desc);

create index contacts_last_name_id_idx on public.contacts (tenant_id, last_name, id);

create index contacts_name_id_idx on public.contacts (tenant_id, name, id);

create index contacts_company_id_id_idx on public.contacts (tenant_id, company_id, id);

create index contacts_email_id_idx on public.contacts (tenant_id, email, id);

create index contacts_address_city_id_idx on public.contacts (tenant_id, address_city, id);

create index contacts_address_country_id_idx on public.contacts (tenant_id, address_country, id);

create index contacts_owner_id_id_idx on public.contacts (tenant_id, owner_id, id);

create index contacts_owner_id_name_id_idx on public.contacts (tenant_id, owner_id, name, id);

create index contacts_company_id_name_id_idx on public.contacts (tenant_id, company_id, name, id);

alter table public.contacts enable row level security;

alter table public.contacts force row level security;

create policy tenant_isolation on public.contacts for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.contacts for all to tenon_owner using (true) with check (true);

create policy search_access on public.contacts for select to tenon_search using (true);

revoke all on public.contacts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.contacts to tenon_app;

grant select (tenant_id, id, name, email) on public.contacts to tenon_search;

create index products_created_at_desc_id_desc_deleted_at_idx on public.products (tenant_id, created_at desc, id desc, deleted_at);

create index products_updated_at_desc_id_desc_idx on public.products (tenant_id, updated_at desc, id desc);

create index products_name_id_idx on public.products (tenant_id, name, id);

create index products_series_id_idx on public.products (tenant_id, series, id);

create unique index products_sku_dc0c38f4_key on public.products (tenant_id, sku) where deleted_at is null;

alter table public.products enable row level security;

alter table public.products force row level security;

create policy tenant_isolation on public.products for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.products for all to tenon_owner using (true) with check (true);

create policy search_access on public.products for select to tenon_search using (true);

revoke all on public.products from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.products to tenon_app;

grant select (tenant_id, id, name, sku) on public.products to tenon_search;

create index pipelines_created_at_desc_id_desc_idx on public.pipelines (tenant_id, created_at desc, id desc);

create index pipelines_updated_at_desc_id_desc_idx on public.pipelines (tenant_id, updated_at desc, id desc);

create index pipelines_title_id_idx on public.pipelines (tenant_id, title, id);

create unique index pipelines_key_key on public.pipelines (tenant_id, key);

alter table public.pipelines enable row level security;

alter table public.pipelines force row level security;

create policy tenant_isolation on public.pipelines for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.pipelines for all to tenon_owner using (true) with check (true);

create policy search_access on public.pipelines for select to tenon_search using (true);

revoke all on public.pipelines from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.pipelines to tenon_app;

grant select (tenant_id, id, title) on public.pipelines to tenon_search;

create index stages_created_at_desc_id_desc_idx on public.stages (tenant_id, created_at desc, id desc);

create index stages_updated_at_desc_id_desc_idx on public.stages (tenant_id, updated_at desc, id desc);

create index stages_title_id_idx on public.stages (tenant_id, title, id);

create index stages_pipeline_id_id_idx on public.stages (tenant_id, pipeline_id, id);

create index stages_kind_id_idx on public.stages (tenant_id, kind, id);

create unique index stages_key_key on public.stages (tenant_id, key);

create index stages_pipeline_id_order_id_idx on public.stages (tenant_id, pipeline_id, "order", id);

alter table public.stages enable row level security;

alter table public.stages force row level security;

create policy tenant_isolation on public.stages for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.stages for all to tenon_owner using (true) with check (true);

create policy search_access on public.stages for select to tenon_search using (true);

revoke all on public.stages from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.stages to tenon_app;

grant select (tenant_id, id, title) on public.stages to tenon_search;

create index deals_created_at_desc_id_desc_deleted_at_idx on public.deals (tenant_id, created_at desc, id desc, deleted_at);

create index deals_updated_at_desc_id_desc_idx on public.deals (tenant_id, updated_at desc, id desc);

create index deals_title_id_idx on public.deals (tenant_id, title, id);

create index deals_pipeline_id_id_idx on public.deals (tenant_id, pipeline_id, id);

create index deals_stage_id_id_idx on public.deals (tenant_id, stage_id, id);

create index deals_company_id_id_idx on public.deals (tenant_id, company_id, id);

create index deals_product_id_id_idx on public.deals (tenant_id, product_id, id);

create index deals_amount_id_idx on public.deals (tenant_id, amount, id);

create index deals_amount_base_id_idx on public.deals (tenant_id, amount_base, id);

create index deals_close_date_id_idx on public.deals (tenant_id, close_date, id);

create index deals_owner_id_id_idx on public.deals (tenant_id, owner_id, id);

create index deals_stage_kind_id_idx on public.deals (tenant_id, stage_kind, id);

create index deals_stage_id_close_date_id_idx on public.deals (tenant_id, stage_id, close_date, id);

create index deals_owner_id_close_date_id_idx on public.deals (tenant_id, owner_id, close_date, id);

create index deals_company_id_close_date_id_idx on public.deals (tenant_id, company_id, close_date, id);

create index deals_stage_kind_close_date_id_idx on public.deals (tenant_id, stage_kind, close_date, id);

alter table public.deals enable row level security;

alter table public.deals force row level security;

create policy tenant_isolation on public.deals for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.deals for all to tenon_owner using (true) with check (true);

create policy search_access on public.deals for select to tenon_search using (true);

revoke all on public.deals from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.deals to tenon_app;

grant select (tenant_id, id, title) on public.deals to tenon_search;

create index deal_lines_created_at_desc_id_desc_idx on public.deal_lines (tenant_id, created_at desc, id desc);

create index deal_lines_updated_at_desc_id_desc_idx on public.deal_lines (tenant_id, updated_at desc, id desc);

create index deal_lines_deal_id_id_idx on public.deal_lines (tenant_id, deal_id, id);

create index deal_lines_product_id_id_idx on public.deal_lines (tenant_id, product_id, id);

alter table public.deal_lines enable row level security;

alter table public.deal_lines force row level security;

create policy tenant_isolation on public.deal_lines for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.deal_lines for all to tenon_owner using (true) with check (true);

revoke all on public.deal_lines from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.deal_lines to tenon_app;

create index deal_contacts_created_at_desc_id_desc_idx on public.deal_contacts (tenant_id, created_at desc, id desc);

create index deal_contacts_updated_at_desc_id_desc_idx on public.deal_contacts (tenant_id, updated_at desc, id desc);

create index deal_contacts_deal_id_id_idx on public.deal_contacts (tenant_id, deal_id, id);

create index deal_contacts_contact_id_id_idx on public.deal_contacts (tenant_id, contact_id, id);

create unique index deal_contacts_deal_id_contact_id_key on public.deal_contacts (tenant_id, deal_id, contact_id);

alter table public.deal_contacts enable row level security;

alter table public.deal_contacts force row level security;

create policy tenant_isolation on public.deal_contacts for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.deal_contacts for all to tenon_owner using (true) with check (true);

revoke all on public.deal_contacts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.deal_contacts to tenon_app;

create index deal_stage_history_created_at_desc_id_desc_idx on public.deal_stage_history (tenant_id, created_at desc, id desc);

create index deal_stage_history_updated_at_desc_id_desc_idx on public.deal_stage_history (tenant_id, updated_at desc, id desc);

create index deal_stage_history_deal_id_id_idx on public.deal_stage_history (tenant_id, deal_id, id);

create index deal_stage_history_stage_id_id_idx on public.deal_stage_history (tenant_id, stage_id, id);

create index deal_stage_history_moved_by_id_id_idx on public.deal_stage_history (tenant_id, moved_by_id, id);

create index deal_stage_history_deal_id_entered_at_id_idx on public.deal_stage_history (tenant_id, deal_id, entered_at, id);

create index deal_stage_history_stage_id_entered_at_id_idx on public.deal_stage_history (tenant_id, stage_id, entered_at, id);

alter table public.deal_stage_history enable row level security;

alter table public.deal_stage_history force row level security;

create policy tenant_isolation on public.deal_stage_history for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.deal_stage_history for all to tenon_owner using (true) with check (true);

revoke all on public.deal_stage_history from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.deal_stage_history to tenon_app;

create index payload_preferences_created_at_desc_id_desc_idx on public.payload_preferences (tenant_id, created_at desc, id desc);

create index payload_preferences_updated_at_desc_id_desc_idx on public.payload_preferences (tenant_id, updated_at desc, id desc);

create index payload_preferences_user_id_key_idx on public.payload_preferences (tenant_id, user_id, key);

alter table public.payload_preferences enable row level security;

alter table public.payload_preferences force row level security;

create policy tenant_isolation on public.payload_preferences for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.payload_preferences for all to tenon_owner using (true) with check (true);

revoke all on public.payload_preferences from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.payload_preferences to tenon_app;

create index identifiers_kind_value_idx on public.identifiers (tenant_id, kind, value);

create unique index identifiers_entity_type_entity_id_kind_value_key on public.identifiers (tenant_id, entity_type, entity_id, kind, value);

alter table public.identifiers enable row level security;

alter table public.identifiers force row level security;

create policy tenant_isolation on public.identifiers for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.identifiers for all to tenon_owner using (true) with check (true);

revoke all on public.identifiers from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.identifiers to tenon_app;

create index external_ids_collection_record_id_idx on public.external_ids (tenant_id, collection, record_id);

alter table public.external_ids enable row level security;

alter table public.external_ids force row level security;

create policy tenant_isolation on public.external_ids for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.external_ids for all to tenon_owner using (true) with check (true);

revoke all on public.external_ids from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.external_ids to tenon_app;

create index domain_events_record_id_record_version_idx on public.domain_events (tenant_id, record_id, record_version);

create index domain_events_batch_id_4b482203_idx on public.domain_events (tenant_id, batch_id) where batch_id is not null;

create index domain_events_xid_id_idx on public.domain_events (tenant_id, xid, id);

alter table public.domain_events enable row level security;

alter table public.domain_events force row level security;

create policy tenant_isolation on public.domain_events for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.domain_events for all to tenon_owner using (true) with check (true);

create policy relay_access on public.domain_events for select to tenon_relay using (true);

revoke all on public.domain_events from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert on public.domain_events to tenon_app;

grant select on public.domain_events to tenon_relay;

create index jobs_state_run_after_80b50ee3_idx on public.jobs (tenant_id, state, run_after) where state in ('queued', 'running');

create index jobs_created_at_desc_idx on public.jobs (tenant_id, created_at desc);

alter table public.jobs enable row level security;

alter table public.jobs force row level security;

create policy tenant_isolation on public.jobs for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.jobs for all to tenon_owner using (true) with check (true);

create policy system_access on public.jobs for all to tenon_system using (true) with check (true);

create policy worker_access on public.jobs for all to tenon_worker using (true) with check (true);

revoke all on public.jobs from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update on public.jobs to tenon_app;

grant select, update on public.jobs to tenon_system;

grant select, update on public.jobs to tenon_worker;

alter table public.domains add constraint domains_tenant_id_fkey foreign key (tenant_id) references public.tenants (id) on delete cascade;

alter table public.sessions add constraint sessions_account_id_fkey foreign key (account_id) references public.accounts (id) on delete cascade;

alter table public.sessions add constraint sessions_tenant_id_fkey foreign key (tenant_id) references public.tenants (id) on delete cascade;

alter table public.account_tokens add constraint account_tokens_account_id_fkey foreign key (account_id) references public.accounts (id) on delete cascade;

alter table public.account_tokens add constraint account_tokens_tenant_id_fkey foreign key (tenant_id) references public.tenants (id) on delete cascade;

alter table public.mails add constraint mails_created_by_fkey foreign key (tenant_id, created_by) references public.users (tenant_id, id) on delete set null (created_by);

alter table public.users add constraint users_manager_id_fkey foreign key (tenant_id, manager_id) references public.users (tenant_id, id) on delete set null (manager_id);

alter table public.users add constraint users_role_id_fkey foreign key (tenant_id, role_id) references public.roles (tenant_id, id) on delete restrict;

alter table public.companies add constraint companies_parent_id_fkey foreign key (tenant_id, parent_id) references public.companies (tenant_id, id) on delete set null (parent_id);

alter table public.companies add constraint companies_owner_id_fkey foreign key (tenant_id, owner_id) references public.users (tenant_id, id) on delete set null (owner_id);

alter table public.contacts add constraint contacts_company_id_fkey foreign key (tenant_id, company_id) references public.companies (tenant_id, id) on delete set null (company_id);

alter table public.contacts add constraint contacts_owner_id_fkey foreign key (tenant_id, owner_id) references public.users (tenant_id, id) on delete set null (owner_id);

alter table public.stages add constraint stages_pipeline_id_fkey foreign key (tenant_id, pipeline_id) references public.pipelines (tenant_id, id) on delete restrict;

alter table public.deals add constraint deals_pipeline_id_fkey foreign key (tenant_id, pipeline_id) references public.pipelines (tenant_id, id) on delete restrict;

alter table public.deals add constraint deals_stage_id_fkey foreign key (tenant_id, stage_id) references public.stages (tenant_id, id) on delete restrict;

alter table public.deals add constraint deals_company_id_fkey foreign key (tenant_id, company_id) references public.companies (tenant_id, id) on delete set null (company_id);

alter table public.deals add constraint deals_product_id_fkey foreign key (tenant_id, product_id) references public.products (tenant_id, id) on delete set null (product_id);

alter table public.deals add constraint deals_owner_id_fkey foreign key (tenant_id, owner_id) references public.users (tenant_id, id) on delete set null (owner_id);

alter table public.deal_lines add constraint deal_lines_deal_id_fkey foreign key (tenant_id, deal_id) references public.deals (tenant_id, id) on delete cascade;

alter table public.deal_lines add constraint deal_lines_product_id_fkey foreign key (tenant_id, product_id) references public.products (tenant_id, id) on delete restrict;

alter table public.deal_contacts add constraint deal_contacts_deal_id_fkey foreign key (tenant_id, deal_id) references public.deals (tenant_id, id) on delete cascade;

alter table public.deal_contacts add constraint deal_contacts_contact_id_fkey foreign key (tenant_id, contact_id) references public.contacts (tenant_id, id) on delete cascade;

alter table public.deal_stage_history add constraint deal_stage_history_deal_id_fkey foreign key (tenant_id, deal_id) references public.deals (tenant_id, id) on delete cascade;

alter table public.deal_stage_history add constraint deal_stage_history_stage_id_fkey foreign key (tenant_id, stage_id) references public.stages (tenant_id, id) on delete set null (stage_id);

alter table public.deal_stage_history add constraint deal_stage_history_moved_by_id_fkey foreign key (tenant_id, moved_by_id) references public.users (tenant_id, id) on delete set null (moved_by_id);

create or replace function tenancy.own_tenant() returns setof public.tenants
language sql stable parallel safe security definer rows 1
set search_path = pg_catalog, pg_temp
as $own$
  select t.* from public.tenants t where t.id = (select tenancy.current_tenant())
$own$;
revoke all on function tenancy.own_tenant() from public;
grant execute on function tenancy.own_tenant() to tenon_app;

create or replace function tenancy.search_roles(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.roles t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(title, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_roles(text) from public;
grant execute on function tenancy.search_roles(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_roles(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.roles'::regclass and starts_with(c.relname, 'roles_words_')
      and c.relname <> 'roles_words_8f87c014'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists roles_words_8f87c014 on public.roles
      using gin (tenant_id, ((coalesce(title, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.search_users(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.users t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_users(text) from public;
grant execute on function tenancy.search_users(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_users(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.users'::regclass and starts_with(c.relname, 'users_words_')
      and c.relname <> 'users_words_aac781ef'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists users_words_aac781ef on public.users
      using gin (tenant_id, ((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.search_companies(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.companies t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(name, '') || ' ' || coalesce(domain, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_companies(text) from public;
grant execute on function tenancy.search_companies(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_companies(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.companies'::regclass and starts_with(c.relname, 'companies_words_')
      and c.relname <> 'companies_words_4967c846'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists companies_words_4967c846 on public.companies
      using gin (tenant_id, ((coalesce(name, '') || ' ' || coalesce(domain, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.search_contacts(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.contacts t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_contacts(text) from public;
grant execute on function tenancy.search_contacts(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_contacts(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.contacts'::regclass and starts_with(c.relname, 'contacts_words_')
      and c.relname <> 'contacts_words_f26be675'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists contacts_words_f26be675 on public.contacts
      using gin (tenant_id, ((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.search_products(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.products t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_products(text) from public;
grant execute on function tenancy.search_products(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_products(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.products'::regclass and starts_with(c.relname, 'products_words_')
      and c.relname <> 'products_words_946f0b9e'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists products_words_946f0b9e on public.products
      using gin (tenant_id, ((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.search_pipelines(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.pipelines t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(title, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_pipelines(text) from public;
grant execute on function tenancy.search_pipelines(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_pipelines(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.pipelines'::regclass and starts_with(c.relname, 'pipelines_words_')
      and c.relname <> 'pipelines_words_71840113'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists pipelines_words_71840113 on public.pipelines
      using gin (tenant_id, ((coalesce(title, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.search_stages(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.stages t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(title, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_stages(text) from public;
grant execute on function tenancy.search_stages(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_stages(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.stages'::regclass and starts_with(c.relname, 'stages_words_')
      and c.relname <> 'stages_words_bdbdebbf'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists stages_words_bdbdebbf on public.stages
      using gin (tenant_id, ((coalesce(title, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.search_deals(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.deals t
  where t.tenant_id = (select tenancy.current_tenant()) and ((coalesce(title, '')) collate "default") ilike pattern
$search$;
revoke all on function tenancy.search_deals(text) from public;
grant execute on function tenancy.search_deals(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_deals(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.deals'::regclass and starts_with(c.relname, 'deals_words_')
      and c.relname <> 'deals_words_b2b2d04c'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists deals_words_b2b2d04c on public.deals
      using gin (tenant_id, ((coalesce(title, '')) collate "default") public.gin_trgm_ops);
  end if;
end
$index$;
