drop index public.domain_events_batch_id_4b482203_idx;

alter table public.tenants add column require_second_factor boolean not null default false;

alter table public.tenants add column deleting_at timestamptz;

alter table public.domains add column checked_at timestamptz;

alter table public.domains add column failures integer not null default 0;

alter table public.domains add column released_at timestamptz;

create table public.domain_claims (
  tenant_id uuid not null,
  host text not null,
  created_at timestamptz not null default now(),
  constraint domain_claims_pkey primary key (tenant_id, host),
  constraint domain_claims_host_check check (host = lower(host) and length(host) between 1 and 253)
);

comment on table public.domain_claims is 'Hosts that tenants want to answer on; any number may want one, the first proof decides.';

create table public.audit_entries (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  actor_type text not null,
  actor_id uuid,
  subject text,
  address_range text,
  user_agent text,
  facts jsonb not null default '{}',
  correlation_id text,
  constraint audit_entries_pkey primary key (tenant_id, id),
  constraint audit_entries_kind_check check (kind ~ '^[a-z-]+\.[a-z-]+$'),
  constraint audit_entries_actor_type_check check (actor_type in ('api_key', 'support', 'system', 'user', 'workflow'))
);

comment on table public.audit_entries is 'Who did what that a tenant must be able to look up: sign-ins, rights, exports, support.';

create table public.usage_days (
  tenant_id uuid not null default tenancy.current_tenant(),
  day date not null,
  requests bigint not null default 0,
  users bigint,
  storage_bytes bigint,
  records jsonb,
  measured_at timestamptz,
  constraint usage_days_pkey primary key (tenant_id, day)
);

comment on table public.usage_days is 'Requests of a tenant by day (UTC), and what it held when that was last measured.';

create table public.quotas (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  users bigint,
  records bigint,
  storage_bytes bigint,
  requests_per_minute bigint,
  updated_at timestamptz not null default now(),
  constraint quotas_pkey primary key (tenant_id, id),
  constraint quotas_users_check check (users >= 0),
  constraint quotas_records_check check (records >= 0),
  constraint quotas_storage_bytes_check check (storage_bytes >= 0),
  constraint quotas_requests_per_minute_check check (requests_per_minute > 0)
);

comment on table public.quotas is 'The most that a tenant may hold and ask; null and a missing row mean: no limit.';

alter table public.sessions add column support_id uuid;

alter table public.sessions add column provider_id uuid;

alter table public.sessions add column provider_trusted boolean not null default false;

create table public.api_keys (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash text not null,
  role_id uuid not null,
  owner_id uuid not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint api_keys_pkey primary key (tenant_id, id),
  constraint api_keys_name_check check (length(name) between 1 and 100)
);

comment on table public.api_keys is 'Keys with which programs act in a tenant, each with the rights of one role.';

create table public.second_factors (
  account_id uuid not null,
  secret text not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step bigint,
  constraint second_factors_pkey primary key (account_id)
);

comment on table public.second_factors is 'Secrets shared with authenticator apps, encrypted, and the last time step used.';

create table public.recovery_codes (
  account_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  constraint recovery_codes_pkey primary key (account_id, code_hash)
);

comment on table public.recovery_codes is 'Single-use codes for people who have lost their authenticator app, hashed.';

create table public.sign_in_challenges (
  id uuid not null,
  token_hash text not null,
  account_id uuid not null,
  tenant_id uuid,
  password_mark text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  provider_id uuid,
  constraint sign_in_challenges_pkey primary key (id)
);

comment on table public.sign_in_challenges is 'Sign-ins whose password was right and whose second factor is still to be shown.';

create table public.support_sessions (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  account_id uuid not null,
  staff_name text not null,
  staff_email text not null,
  reason text not null,
  code_hash text not null,
  started_at timestamptz not null default now(),
  entered_at timestamptz,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  constraint support_sessions_pkey primary key (tenant_id, id),
  constraint support_sessions_reason_check check (length(reason) between 1 and 500)
);

comment on table public.support_sessions is 'Times for which staff of the platform may act in a tenant, each with its reason.';

create table public.identity_providers (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  client_secret text,
  email_domains jsonb not null default '[]',
  create_users boolean not null default false,
  role_id uuid,
  enabled boolean not null default true,
  is_only boolean not null default false,
  trust_second_factor boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint identity_providers_pkey primary key (tenant_id, id),
  constraint identity_providers_label_check check (length(label) between 1 and 60)
);

comment on table public.identity_providers is 'OpenID Connect providers through which the people of a tenant sign in.';

create table public.account_links (
  tenant_id uuid not null,
  issuer text not null,
  subject text not null,
  account_id uuid not null,
  created_at timestamptz not null default now(),
  constraint account_links_pkey primary key (tenant_id, issuer, subject)
);

comment on table public.account_links is 'Who a person of a tenant''s provider is here; a link counts in its own tenant alone.';

create table public.provider_returns (
  state_hash text not null,
  expires_at timestamptz not null,
  constraint provider_returns_pkey primary key (state_hash)
);

comment on table public.provider_returns is 'Sign-ins through providers that have come back, so that none comes back twice.';

create table public.teams (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name text collate public.tenon_natural not null,
  parent_id uuid,
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint teams_pkey primary key (tenant_id, id)
);

comment on table public.teams is 'Records of the collection "teams".';

alter table public.users add column team_id uuid;

alter table public.users add column time_zone text;

create table public.user_roles (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  user_id uuid not null,
  role_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint user_roles_pkey primary key (tenant_id, id)
);

comment on table public.user_roles is 'Records of the collection "user-roles".';

alter table public.contacts add column email_opt_out boolean;

alter table public.contacts add column phone_opt_out boolean;

alter table public.contacts add column do_not_contact boolean;

create table public.activities (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  type text not null,
  subject text collate public.tenon_natural not null,
  body text,
  start_at timestamptz,
  end_at timestamptz,
  due_at timestamptz,
  priority text,
  done boolean,
  done_at timestamptz,
  assignee_id uuid,
  owner_id uuid,
  at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version bigint not null default 1,
  constraint activities_pkey primary key (tenant_id, id),
  constraint activities_type_check check ("type" in ('call', 'email', 'meeting', 'note', 'task')),
  constraint activities_priority_check check ("priority" in ('high', 'low', 'normal'))
);

comment on table public.activities is 'Records of the collection "activities".';

create table public.activity_targets (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  activity_id uuid not null,
  target_collection text not null,
  target_id uuid not null,
  at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint activity_targets_pkey primary key (tenant_id, id)
);

comment on table public.activity_targets is 'Records of the collection "activity-targets".';

create table public.consents (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  contact_id uuid not null,
  channel text not null,
  decision text not null,
  at timestamptz,
  source text,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint consents_pkey primary key (tenant_id, id),
  constraint consents_channel_check check ("channel" in ('any', 'email', 'phone')),
  constraint consents_decision_check check ("decision" in ('given', 'withdrawn')),
  constraint consents_source_check check ("source" in ('email', 'form', 'inPerson', 'other', 'phone', 'record'))
);

comment on table public.consents is 'Records of the collection "consents".';

create table public.tags (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  name text collate public.tenon_natural not null,
  colour text,
  name_key text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint tags_pkey primary key (tenant_id, id),
  constraint tags_colour_check check ("colour" in ('blue', 'green', 'grey', 'orange', 'pink', 'purple', 'red', 'teal', 'yellow'))
);

comment on table public.tags is 'Records of the collection "tags".';

create table public.record_tags (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  tag_id uuid not null,
  target_collection text not null,
  target_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint record_tags_pkey primary key (tenant_id, id)
);

comment on table public.record_tags is 'Records of the collection "record-tags".';

create table public.exchange_rates (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  currency text collate public.tenon_natural not null,
  date date not null,
  rate bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  constraint exchange_rates_pkey primary key (tenant_id, id)
);

comment on table public.exchange_rates is 'Records of the collection "exchange-rates".';

create table public.attachments (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  file_name text collate public.tenon_natural not null,
  target_collection text not null,
  target_id uuid not null,
  media_type text not null,
  size bigint not null,
  width bigint,
  height bigint,
  sha256 text not null,
  storage_key text not null,
  uploaded_by_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version bigint not null default 1,
  constraint attachments_pkey primary key (tenant_id, id)
);

comment on table public.attachments is 'Records of the collection "attachments".';

create table public.batches (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  kind text not null,
  label text not null,
  actor_type text not null,
  actor_id uuid,
  state text not null default 'running',
  counts jsonb not null default '{}',
  undoes uuid,
  undone_by uuid,
  started_at timestamptz not null default now(),
  closed_at timestamptz,
  constraint batches_pkey primary key (tenant_id, id),
  constraint batches_kind_check check (kind in ('bulk', 'import', 'undo')),
  constraint batches_state_check check (state in ('running', 'done'))
);

comment on table public.batches is 'Imports, bulk changes and undos; the id is the batch_id of their change rows.';

create table public.idempotency_keys (
  tenant_id uuid not null default tenancy.current_tenant(),
  owner text not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  body text not null,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (tenant_id, owner, key)
);

comment on table public.idempotency_keys is 'Answers to writes that carried an idempotency key, kept for 24 hours.';

create table public.settings (
  tenant_id uuid not null default tenancy.current_tenant(),
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  constraint settings_pkey primary key (tenant_id, key)
);

comment on table public.settings is 'What a tenant has set; a setting without a row has its standard value.';

create table public.imports (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  collection text not null,
  file_name text not null,
  bytes bigint not null,
  profile jsonb,
  map jsonb not null default '{}',
  plan jsonb,
  create_missing boolean not null default false,
  dry_run_id uuid,
  run_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint imports_pkey primary key (tenant_id, id)
);

comment on table public.imports is 'Files that were given to be imported, how they are read, and the jobs that read them.';

create table public.import_rows (
  tenant_id uuid not null default tenancy.current_tenant(),
  job_id uuid not null,
  row integer not null,
  outcome text not null,
  record_id uuid,
  title text,
  changes jsonb not null default '[]',
  faults jsonb not null default '[]',
  near_misses jsonb not null default '[]',
  constraint import_rows_pkey primary key (tenant_id, job_id, row),
  constraint import_rows_outcome_check check (outcome in ('created', 'changed', 'unchanged', 'refused'))
);

comment on table public.import_rows is 'What a dry run of an import found for each row of the file.';

create table public.import_recipes (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  collection text not null,
  name text not null,
  signature text not null,
  map jsonb not null,
  create_missing boolean not null default false,
  created_by uuid,
  updated_at timestamptz not null default now(),
  constraint import_recipes_pkey primary key (tenant_id, id)
);

comment on table public.import_recipes is 'Maps of imports that are offered again when a file with the same columns comes.';

create table public.erasures (
  tenant_id uuid not null default tenancy.current_tenant(),
  id uuid not null,
  at timestamptz not null default now(),
  actor_type text not null,
  actor_id uuid,
  collection text not null,
  record_id uuid not null,
  reason text not null,
  marks jsonb not null default '[]',
  constraint erasures_pkey primary key (tenant_id, id)
);

comment on table public.erasures is 'Who erased which record and why, with keyed hashes of its identifiers; never a value.';

create table public.erasure_permits (
  id uuid not null,
  tenant_id uuid not null,
  created_at timestamptz not null default now(),
  constraint erasure_permits_pkey primary key (id)
);

comment on table public.erasure_permits is 'Erasures about to happen; only the system role writes them, each serves one call.';

create table public.job_rows (
  tenant_id uuid not null default tenancy.current_tenant(),
  job_id uuid not null,
  position bigint not null,
  input jsonb,
  result jsonb,
  constraint job_rows_pkey primary key (tenant_id, job_id, position)
);

comment on table public.job_rows is 'The rows that a job was given or has found, each with what became of it.';

create table public.schedule_runs (
  tenant_id uuid not null default tenancy.current_tenant(),
  schedule text not null,
  period text not null,
  job_id uuid not null,
  created_at timestamptz not null default now(),
  constraint schedule_runs_pkey primary key (tenant_id, schedule, period)
);

comment on table public.schedule_runs is 'The periods for which a schedule has queued its job; one row is one claim.';

revoke all on public.domain_claims from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, delete on public.domain_claims to tenon_system;

create index audit_entries_at_desc_id_desc_idx on public.audit_entries (tenant_id, at desc, id desc);

create index audit_entries_actor_id_at_desc_id_desc_idx on public.audit_entries (tenant_id, actor_id, at desc, id desc);

create index audit_entries_kind_at_desc_id_desc_idx on public.audit_entries (tenant_id, kind, at desc, id desc);

alter table public.audit_entries enable row level security;

alter table public.audit_entries force row level security;

create policy tenant_isolation on public.audit_entries for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.audit_entries for all to tenon_owner using (true) with check (true);

create policy system_access on public.audit_entries for all to tenon_system using (true) with check (true);

revoke all on public.audit_entries from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant insert, select on public.audit_entries to tenon_app;

grant insert on public.audit_entries to tenon_system;

alter table public.usage_days enable row level security;

alter table public.usage_days force row level security;

create policy tenant_isolation on public.usage_days for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.usage_days for all to tenon_owner using (true) with check (true);

create policy system_access on public.usage_days for all to tenon_system using (true) with check (true);

revoke all on public.usage_days from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant insert, select, update on public.usage_days to tenon_app;

grant insert, select, update on public.usage_days to tenon_system;

alter table public.quotas enable row level security;

alter table public.quotas force row level security;

create policy tenant_isolation on public.quotas for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.quotas for all to tenon_owner using (true) with check (true);

create policy system_access on public.quotas for all to tenon_system using (true) with check (true);

revoke all on public.quotas from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select on public.quotas to tenon_app;

grant delete, insert, select, update on public.quotas to tenon_system;

revoke all on public.accounts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.accounts to tenon_system;

alter table public.account_tokens drop constraint account_tokens_kind_check;

alter table public.account_tokens add constraint account_tokens_kind_check check (kind in ('entry', 'invite', 'reset', 'switch'));

create unique index api_keys_prefix_key on public.api_keys (tenant_id, prefix);

create index api_keys_owner_id_created_at_desc_idx on public.api_keys (tenant_id, owner_id, created_at desc);

create index api_keys_role_id_idx on public.api_keys (tenant_id, role_id);

create index api_keys_created_by_idx on public.api_keys (tenant_id, created_by);

alter table public.api_keys enable row level security;

alter table public.api_keys force row level security;

create policy tenant_isolation on public.api_keys for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.api_keys for all to tenon_owner using (true) with check (true);

create policy system_access on public.api_keys for all to tenon_system using (true) with check (true);

revoke all on public.api_keys from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant insert, select, update on public.api_keys to tenon_app;

grant select, update on public.api_keys to tenon_system;

revoke all on public.second_factors from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.second_factors to tenon_system;

revoke all on public.recovery_codes from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.recovery_codes to tenon_system;

create unique index sign_in_challenges_token_hash_key on public.sign_in_challenges (token_hash);

create index sign_in_challenges_account_id_idx on public.sign_in_challenges (account_id);

create index sign_in_challenges_tenant_id_idx on public.sign_in_challenges (tenant_id);

create index sign_in_challenges_expires_at_idx on public.sign_in_challenges (expires_at);

revoke all on public.sign_in_challenges from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.sign_in_challenges to tenon_system;

create index support_sessions_started_at_desc_id_desc_idx on public.support_sessions (tenant_id, started_at desc, id desc);

create unique index support_sessions_code_hash_key on public.support_sessions (tenant_id, code_hash);

create index support_sessions_expires_at_cbeb8bee_idx on public.support_sessions (tenant_id, expires_at) where ended_at is null;

alter table public.support_sessions enable row level security;

alter table public.support_sessions force row level security;

create policy tenant_isolation on public.support_sessions for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.support_sessions for all to tenon_owner using (true) with check (true);

create policy system_access on public.support_sessions for all to tenon_system using (true) with check (true);

revoke all on public.support_sessions from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, update on public.support_sessions to tenon_app;

grant insert, select, update on public.support_sessions to tenon_system;

create index identity_providers_role_id_idx on public.identity_providers (tenant_id, role_id);

create index identity_providers_created_by_idx on public.identity_providers (tenant_id, created_by);

alter table public.identity_providers enable row level security;

alter table public.identity_providers force row level security;

create policy tenant_isolation on public.identity_providers for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.identity_providers for all to tenon_owner using (true) with check (true);

create policy system_access on public.identity_providers for select to tenon_system using (true);

revoke all on public.identity_providers from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select, update on public.identity_providers to tenon_app;

grant select (tenant_id, id, enabled, is_only) on public.identity_providers to tenon_system;

create unique index account_links_tenant_id_issuer_account_id_key on public.account_links (tenant_id, issuer, account_id);

create index account_links_account_id_idx on public.account_links (account_id);

revoke all on public.account_links from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select on public.account_links to tenon_system;

create index provider_returns_expires_at_idx on public.provider_returns (expires_at);

revoke all on public.provider_returns from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant delete, insert, select on public.provider_returns to tenon_system;

create index teams_created_at_desc_id_desc_idx on public.teams (tenant_id, created_at desc, id desc);

create index teams_updated_at_desc_id_desc_idx on public.teams (tenant_id, updated_at desc, id desc);

create index teams_parent_id_id_idx on public.teams (tenant_id, parent_id, id);

create unique index teams_name_key on public.teams (tenant_id, name);

alter table public.teams enable row level security;

alter table public.teams force row level security;

create policy tenant_isolation on public.teams for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.teams for all to tenon_owner using (true) with check (true);

create policy system_access on public.teams for select to tenon_system using (true);

create policy search_access on public.teams for select to tenon_search using (true);

revoke all on public.teams from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.teams to tenon_app;

grant select (tenant_id, id, parent_id) on public.teams to tenon_system;

grant select (tenant_id, id, name) on public.teams to tenon_search;

create index users_team_id_id_idx on public.users (tenant_id, team_id, id);

create unique index users_account_id_dc0c38f4_key on public.users (tenant_id, account_id) where deleted_at is null;

revoke all on public.users from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.users to tenon_app;

grant select (tenant_id, id, account_id, name, email, role_id, status, kind, locale, deleted_at, team_id, time_zone) on public.users to tenon_system;

grant select (tenant_id, id, name, email) on public.users to tenon_search;

create index user_roles_created_at_desc_id_desc_idx on public.user_roles (tenant_id, created_at desc, id desc);

create index user_roles_updated_at_desc_id_desc_idx on public.user_roles (tenant_id, updated_at desc, id desc);

create index user_roles_user_id_id_idx on public.user_roles (tenant_id, user_id, id);

create index user_roles_role_id_id_idx on public.user_roles (tenant_id, role_id, id);

create unique index user_roles_user_id_role_id_key on public.user_roles (tenant_id, user_id, role_id);

alter table public.user_roles enable row level security;

alter table public.user_roles force row level security;

create policy tenant_isolation on public.user_roles for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.user_roles for all to tenon_owner using (true) with check (true);

create policy system_access on public.user_roles for select to tenon_system using (true);

revoke all on public.user_roles from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.user_roles to tenon_app;

grant select (tenant_id, id, user_id, role_id) on public.user_roles to tenon_system;

create index companies_employees_id_idx on public.companies (tenant_id, employees, id);

create index companies_phone_id_idx on public.companies (tenant_id, phone, id);

revoke all on public.companies from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.companies to tenon_app;

grant select (tenant_id, id, name, domain, phone) on public.companies to tenon_search;

create index contacts_title_id_idx on public.contacts (tenant_id, title, id);

create index contacts_phone_id_idx on public.contacts (tenant_id, phone, id);

revoke all on public.contacts from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.contacts to tenon_app;

grant select (tenant_id, id, name, email, phone, mobile) on public.contacts to tenon_search;

create index products_price_id_idx on public.products (tenant_id, price, id);

create index products_active_id_idx on public.products (tenant_id, active, id);

create index deals_currency_id_idx on public.deals (tenant_id, currency, id);

create index deals_stage_entered_at_id_idx on public.deals (tenant_id, stage_entered_at, id);

create index deals_won_at_id_idx on public.deals (tenant_id, won_at, id);

create index deals_lost_at_id_idx on public.deals (tenant_id, lost_at, id);

create index deal_stage_history_entered_at_id_idx on public.deal_stage_history (tenant_id, entered_at, id);

create index activities_created_at_desc_id_desc_deleted_at_idx on public.activities (tenant_id, created_at desc, id desc, deleted_at);

create index activities_updated_at_desc_id_desc_idx on public.activities (tenant_id, updated_at desc, id desc);

create index activities_type_id_idx on public.activities (tenant_id, type, id);

create index activities_subject_id_idx on public.activities (tenant_id, subject, id);

create index activities_due_at_id_idx on public.activities (tenant_id, due_at, id);

create index activities_assignee_id_id_idx on public.activities (tenant_id, assignee_id, id);

create index activities_owner_id_id_idx on public.activities (tenant_id, owner_id, id);

create index activities_at_id_idx on public.activities (tenant_id, at, id);

create index activities_assignee_id_done_due_at_id_idx on public.activities (tenant_id, assignee_id, done, due_at, id);

create index activities_owner_id_at_desc_id_desc_idx on public.activities (tenant_id, owner_id, at desc, id desc);

alter table public.activities enable row level security;

alter table public.activities force row level security;

create policy tenant_isolation on public.activities for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.activities for all to tenon_owner using (true) with check (true);

create policy search_access on public.activities for select to tenon_search using (true);

revoke all on public.activities from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.activities to tenon_app;

grant select (tenant_id, id, subject) on public.activities to tenon_search;

create index activity_targets_created_at_desc_id_desc_idx on public.activity_targets (tenant_id, created_at desc, id desc);

create index activity_targets_updated_at_desc_id_desc_idx on public.activity_targets (tenant_id, updated_at desc, id desc);

create index activity_targets_activity_id_id_idx on public.activity_targets (tenant_id, activity_id, id);

create index activity_targets_at_id_idx on public.activity_targets (tenant_id, at, id);

create index activity_targets_target_id_at_desc_id_desc_idx on public.activity_targets (tenant_id, target_id, at desc, id desc);

create unique index activity_targets_activity_id_target_id_key on public.activity_targets (tenant_id, activity_id, target_id);

alter table public.activity_targets enable row level security;

alter table public.activity_targets force row level security;

create policy tenant_isolation on public.activity_targets for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.activity_targets for all to tenon_owner using (true) with check (true);

revoke all on public.activity_targets from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.activity_targets to tenon_app;

create index consents_created_at_desc_id_desc_idx on public.consents (tenant_id, created_at desc, id desc);

create index consents_updated_at_desc_id_desc_idx on public.consents (tenant_id, updated_at desc, id desc);

create index consents_contact_id_id_idx on public.consents (tenant_id, contact_id, id);

create index consents_at_id_idx on public.consents (tenant_id, at, id);

create index consents_contact_id_channel_at_desc_id_desc_idx on public.consents (tenant_id, contact_id, channel, at desc, id desc);

alter table public.consents enable row level security;

alter table public.consents force row level security;

create policy tenant_isolation on public.consents for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.consents for all to tenon_owner using (true) with check (true);

revoke all on public.consents from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.consents to tenon_app;

create index tags_created_at_desc_id_desc_idx on public.tags (tenant_id, created_at desc, id desc);

create index tags_updated_at_desc_id_desc_idx on public.tags (tenant_id, updated_at desc, id desc);

create index tags_name_id_idx on public.tags (tenant_id, name, id);

create unique index tags_name_key_key on public.tags (tenant_id, name_key);

alter table public.tags enable row level security;

alter table public.tags force row level security;

create policy tenant_isolation on public.tags for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.tags for all to tenon_owner using (true) with check (true);

create policy search_access on public.tags for select to tenon_search using (true);

revoke all on public.tags from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.tags to tenon_app;

grant select (tenant_id, id, name) on public.tags to tenon_search;

create index record_tags_created_at_desc_id_desc_idx on public.record_tags (tenant_id, created_at desc, id desc);

create index record_tags_updated_at_desc_id_desc_idx on public.record_tags (tenant_id, updated_at desc, id desc);

create index record_tags_tag_id_id_idx on public.record_tags (tenant_id, tag_id, id);

create index record_tags_target_id_tag_id_idx on public.record_tags (tenant_id, target_id, tag_id);

create unique index record_tags_tag_id_target_id_key on public.record_tags (tenant_id, tag_id, target_id);

alter table public.record_tags enable row level security;

alter table public.record_tags force row level security;

create policy tenant_isolation on public.record_tags for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.record_tags for all to tenon_owner using (true) with check (true);

revoke all on public.record_tags from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.record_tags to tenon_app;

create index exchange_rates_created_at_desc_id_desc_idx on public.exchange_rates (tenant_id, created_at desc, id desc);

create index exchange_rates_updated_at_desc_id_desc_idx on public.exchange_rates (tenant_id, updated_at desc, id desc);

create index exchange_rates_date_id_idx on public.exchange_rates (tenant_id, date, id);

create unique index exchange_rates_currency_date_key on public.exchange_rates (tenant_id, currency, date);

alter table public.exchange_rates enable row level security;

alter table public.exchange_rates force row level security;

create policy tenant_isolation on public.exchange_rates for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.exchange_rates for all to tenon_owner using (true) with check (true);

create policy search_access on public.exchange_rates for select to tenon_search using (true);

revoke all on public.exchange_rates from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.exchange_rates to tenon_app;

grant select (tenant_id, id, currency) on public.exchange_rates to tenon_search;

create index attachments_created_at_desc_id_desc_deleted_at_idx on public.attachments (tenant_id, created_at desc, id desc, deleted_at);

create index attachments_updated_at_desc_id_desc_idx on public.attachments (tenant_id, updated_at desc, id desc);

create index attachments_file_name_id_idx on public.attachments (tenant_id, file_name, id);

create index attachments_uploaded_by_id_id_idx on public.attachments (tenant_id, uploaded_by_id, id);

create unique index attachments_storage_key_dc0c38f4_key on public.attachments (tenant_id, storage_key) where deleted_at is null;

create index attachments_target_id_created_at_desc_id_desc_idx on public.attachments (tenant_id, target_id, created_at desc, id desc);

alter table public.attachments enable row level security;

alter table public.attachments force row level security;

create policy tenant_isolation on public.attachments for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.attachments for all to tenon_owner using (true) with check (true);

create policy search_access on public.attachments for select to tenon_search using (true);

revoke all on public.attachments from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.attachments to tenon_app;

grant select (tenant_id, id, file_name) on public.attachments to tenon_search;

create index batches_actor_id_id_idx on public.batches (tenant_id, actor_id, id);

alter table public.batches enable row level security;

alter table public.batches force row level security;

create policy tenant_isolation on public.batches for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.batches for all to tenon_owner using (true) with check (true);

revoke all on public.batches from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.batches to tenon_app;

create index idempotency_keys_created_at_idx on public.idempotency_keys (tenant_id, created_at);

alter table public.idempotency_keys enable row level security;

alter table public.idempotency_keys force row level security;

create policy tenant_isolation on public.idempotency_keys for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.idempotency_keys for all to tenon_owner using (true) with check (true);

revoke all on public.idempotency_keys from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.idempotency_keys to tenon_app;

alter table public.settings enable row level security;

alter table public.settings force row level security;

create policy tenant_isolation on public.settings for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.settings for all to tenon_owner using (true) with check (true);

revoke all on public.settings from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.settings to tenon_app;

create index domain_events_batch_id_id_4b482203_idx on public.domain_events (tenant_id, batch_id, id) where batch_id is not null;

create index imports_created_at_desc_id_desc_idx on public.imports (tenant_id, created_at desc, id desc);

alter table public.imports enable row level security;

alter table public.imports force row level security;

create policy tenant_isolation on public.imports for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.imports for all to tenon_owner using (true) with check (true);

revoke all on public.imports from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.imports to tenon_app;

create index import_rows_job_id_outcome_row_idx on public.import_rows (tenant_id, job_id, outcome, row);

alter table public.import_rows enable row level security;

alter table public.import_rows force row level security;

create policy tenant_isolation on public.import_rows for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.import_rows for all to tenon_owner using (true) with check (true);

revoke all on public.import_rows from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.import_rows to tenon_app;

create unique index import_recipes_collection_name_key on public.import_recipes (tenant_id, collection, name);

create index import_recipes_collection_signature_idx on public.import_recipes (tenant_id, collection, signature);

alter table public.import_recipes enable row level security;

alter table public.import_recipes force row level security;

create policy tenant_isolation on public.import_recipes for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.import_recipes for all to tenon_owner using (true) with check (true);

revoke all on public.import_recipes from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.import_recipes to tenon_app;

create index erasures_at_desc_id_desc_idx on public.erasures (tenant_id, at desc, id desc);

create index erasures_record_id_idx on public.erasures (tenant_id, record_id);

alter table public.erasures enable row level security;

alter table public.erasures force row level security;

create policy tenant_isolation on public.erasures for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.erasures for all to tenon_owner using (true) with check (true);

revoke all on public.erasures from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert on public.erasures to tenon_app;

create index erasure_permits_tenant_id_idx on public.erasure_permits (tenant_id);

revoke all on public.erasure_permits from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, delete on public.erasure_permits to tenon_system;

create index jobs_finished_at_desc_869794d1_idx on public.jobs (tenant_id, finished_at desc) where state = 'failed';

revoke all on public.jobs from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.jobs to tenon_app;

grant select, update on public.jobs to tenon_system;

grant select, update on public.jobs to tenon_worker;

alter table public.job_rows enable row level security;

alter table public.job_rows force row level security;

create policy tenant_isolation on public.job_rows for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.job_rows for all to tenon_owner using (true) with check (true);

revoke all on public.job_rows from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, update, delete on public.job_rows to tenon_app;

create index schedule_runs_created_at_idx on public.schedule_runs (tenant_id, created_at);

alter table public.schedule_runs enable row level security;

alter table public.schedule_runs force row level security;

create policy tenant_isolation on public.schedule_runs for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));

create policy owner_access on public.schedule_runs for all to tenon_owner using (true) with check (true);

revoke all on public.schedule_runs from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;

grant select, insert, delete on public.schedule_runs to tenon_app;

alter table public.domain_claims add constraint domain_claims_tenant_id_fkey foreign key (tenant_id) references public.tenants (id) on delete cascade;

alter table public.api_keys add constraint api_keys_role_id_fkey foreign key (tenant_id, role_id) references public.roles (tenant_id, id) on delete cascade;

alter table public.api_keys add constraint api_keys_owner_id_fkey foreign key (tenant_id, owner_id) references public.users (tenant_id, id) on delete cascade;

alter table public.api_keys add constraint api_keys_created_by_fkey foreign key (tenant_id, created_by) references public.users (tenant_id, id) on delete set null (created_by);

alter table public.second_factors add constraint second_factors_account_id_fkey foreign key (account_id) references public.accounts (id) on delete cascade;

alter table public.recovery_codes add constraint recovery_codes_account_id_fkey foreign key (account_id) references public.accounts (id) on delete cascade;

alter table public.sign_in_challenges add constraint sign_in_challenges_account_id_fkey foreign key (account_id) references public.accounts (id) on delete cascade;

alter table public.sign_in_challenges add constraint sign_in_challenges_tenant_id_fkey foreign key (tenant_id) references public.tenants (id) on delete cascade;

alter table public.identity_providers add constraint identity_providers_role_id_fkey foreign key (tenant_id, role_id) references public.roles (tenant_id, id) on delete set null (role_id);

alter table public.identity_providers add constraint identity_providers_created_by_fkey foreign key (tenant_id, created_by) references public.users (tenant_id, id) on delete set null (created_by);

alter table public.account_links add constraint account_links_tenant_id_fkey foreign key (tenant_id) references public.tenants (id) on delete cascade;

alter table public.account_links add constraint account_links_account_id_fkey foreign key (account_id) references public.accounts (id) on delete cascade;

alter table public.teams add constraint teams_parent_id_fkey foreign key (tenant_id, parent_id) references public.teams (tenant_id, id) on delete set null (parent_id);

alter table public.users add constraint users_team_id_fkey foreign key (tenant_id, team_id) references public.teams (tenant_id, id) on delete set null (team_id);

alter table public.user_roles add constraint user_roles_user_id_fkey foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade;

alter table public.user_roles add constraint user_roles_role_id_fkey foreign key (tenant_id, role_id) references public.roles (tenant_id, id) on delete cascade;

alter table public.activities add constraint activities_assignee_id_fkey foreign key (tenant_id, assignee_id) references public.users (tenant_id, id) on delete set null (assignee_id);

alter table public.activities add constraint activities_owner_id_fkey foreign key (tenant_id, owner_id) references public.users (tenant_id, id) on delete set null (owner_id);

alter table public.activity_targets add constraint activity_targets_activity_id_fkey foreign key (tenant_id, activity_id) references public.activities (tenant_id, id) on delete cascade;

alter table public.consents add constraint consents_contact_id_fkey foreign key (tenant_id, contact_id) references public.contacts (tenant_id, id) on delete cascade;

alter table public.record_tags add constraint record_tags_tag_id_fkey foreign key (tenant_id, tag_id) references public.tags (tenant_id, id) on delete cascade;

alter table public.attachments add constraint attachments_uploaded_by_id_fkey foreign key (tenant_id, uploaded_by_id) references public.users (tenant_id, id) on delete set null (uploaded_by_id);

alter table public.erasure_permits add constraint erasure_permits_tenant_id_fkey foreign key (tenant_id) references public.tenants (id) on delete cascade;

alter table public.job_rows add constraint job_rows_job_id_fkey foreign key (tenant_id, job_id) references public.jobs (tenant_id, id) on delete cascade;

create or replace function tenancy.purge_tenant_rows(relation text, most integer) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $purge$
declare
  tenant uuid := tenancy.current_tenant();
  target regclass;
  gone bigint;
begin
  if not exists (
    select 1 from public.tenants t where t.id = tenant and t.deleting_at is not null
  ) then
    raise exception 'this tenant is not being deleted' using errcode = 'TN403';
  end if;
  select c.oid::regclass into target from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname = relation
      and c.relkind in ('r', 'p') and c.relforcerowsecurity
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id');
  if target is null then
    raise exception 'this is no table of tenants' using errcode = 'TN404';
  end if;
  execute format(
    'delete from %1$s where tenant_id = $1
      and ctid = any(array(select p.ctid from %1$s p where p.tenant_id = $1 limit $2))', target)
    using tenant, most;
  get diagnostics gone = row_count;
  return gone;
end
$purge$;
revoke all on function tenancy.purge_tenant_rows(text, integer) from public;
grant execute on function tenancy.purge_tenant_rows(text, integer) to tenon_app;

create or replace function tenancy.forget_tenant() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $forget$
declare
  tenant uuid := tenancy.current_tenant();
begin
  if not exists (
    select 1 from public.tenants t where t.id = tenant and t.deleting_at is not null
  ) then
    raise exception 'this tenant is not being deleted' using errcode = 'TN403';
  end if;
  delete from public.tenants t where t.id = tenant;
end
$forget$;
revoke all on function tenancy.forget_tenant() from public;
grant execute on function tenancy.forget_tenant() to tenon_app;

create or replace function tenancy.without_values(doc jsonb, pattern text, mark text) returns jsonb
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $without$
begin
  case jsonb_typeof(doc)
    when 'string' then
      return to_jsonb(regexp_replace(doc #>> '{}', pattern, mark, 'gi'));
    when 'array' then
      return coalesce((
        select jsonb_agg(tenancy.without_values(e.value, pattern, mark) order by e.at)
        from jsonb_array_elements(doc) with ordinality as e (value, at)), '[]');
    when 'object' then
      return coalesce((
        select jsonb_object_agg(
          regexp_replace(e.key, pattern, mark, 'gi'),
          tenancy.without_values(e.value, pattern, mark))
        from jsonb_each(doc) as e), '{}');
    else
      return doc;
  end case;
end
$without$;
revoke all on function tenancy.without_values(jsonb, text, text) from public;
grant execute on function tenancy.without_values(jsonb, text, text) to tenon_app;

create or replace function tenancy.erase_values(
  permit uuid, gone uuid[], near uuid[], addresses text[], mark text,
  likes text[], pattern text, near_likes text[], near_pattern text
) returns uuid[]
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $erase$
declare
  tenant uuid := tenancy.current_tenant();
  mailed uuid[];
begin
  delete from public.erasure_permits p
    where p.id = permit and p.tenant_id = tenant and p.created_at > now() - interval '1 hour';
  if not found then
    raise exception 'nobody has permitted this erasure' using errcode = 'TN403';
  end if;
  update public.domain_events d set before = null, after = null
    where d.tenant_id = tenant and d.record_id = any(gone);
  update public.domain_events d
    set before = tenancy.without_values(d.before, near_pattern, mark),
      after = tenancy.without_values(d.after, near_pattern, mark)
    where d.tenant_id = tenant and d.record_id = any(near)
      and (d.before::text ilike any(near_likes) or d.after::text ilike any(near_likes));
  update public.domain_events d
    set before = tenancy.without_values(d.before, pattern, mark),
      after = tenancy.without_values(d.after, pattern, mark)
    where d.tenant_id = tenant
      and (d.before::text ilike any(likes) or d.after::text ilike any(likes));
  update public.audit_entries a
    set subject = regexp_replace(a.subject, pattern, mark, 'gi'),
      facts = tenancy.without_values(a.facts, pattern, mark)
    where a.tenant_id = tenant and (a.subject ilike any(likes) or a.facts::text ilike any(likes));
  with hers as (
    delete from public.mails m
      where m.tenant_id = tenant and lower(m.to_address) = any(addresses) returning m.id
  ), others as (
    update public.mails m
      set subject = regexp_replace(m.subject, pattern, mark, 'gi'),
        body_text = regexp_replace(m.body_text, pattern, mark, 'gi'),
        body_html = regexp_replace(m.body_html, pattern, mark, 'gi')
      where m.tenant_id = tenant and lower(m.to_address) <> all(addresses)
        and concat_ws(' ', m.subject, m.body_text, m.body_html) ilike any(likes)
      returning m.id
  )
  select array_agg(x.id) into mailed from (select id from hers union all select id from others) x;
  return coalesce(mailed, '{}');
end
$erase$;
revoke all on function tenancy.erase_values(uuid, uuid[], uuid[], text[], text, text[], text, text[], text) from public;
grant execute on function tenancy.erase_values(uuid, uuid[], uuid[], text[], text, text[], text, text[], text) to tenon_app;

create or replace function tenancy.search_roles(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.roles t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'roles_words_a5d847ea'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists roles_words_a5d847ea on public.roles
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_roles(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.roles t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.roles t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_teams(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.teams t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_teams(text) from public;
grant execute on function tenancy.search_teams(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_teams(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.teams'::regclass and starts_with(c.relname, 'teams_words_')
      and c.relname <> 'teams_words_363e6882'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists teams_words_363e6882 on public.teams
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_teams(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.teams t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.teams t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_users(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.users t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'users_words_114d99c7'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists users_words_114d99c7 on public.users
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_users(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.users t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.users t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_companies(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.companies t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'companies_words_507996f4'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists companies_words_507996f4 on public.companies
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_companies(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.companies t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.companies t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_contacts(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.contacts t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'contacts_words_f4f703a2'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists contacts_words_f4f703a2 on public.contacts
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_contacts(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.contacts t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || translate(coalesce(phone, ''), ' ()-./+', '') || ' ' || translate(coalesce(mobile, ''), ' ()-./+', '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.contacts t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_products(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.products t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'products_words_b21bcaa8'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists products_words_b21bcaa8 on public.products
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_products(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.products t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '') || ' ' || coalesce(sku, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.products t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_pipelines(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.pipelines t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'pipelines_words_401793ae'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists pipelines_words_401793ae on public.pipelines
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_pipelines(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.pipelines t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.pipelines t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_stages(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.stages t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'stages_words_0f404861'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists stages_words_0f404861 on public.stages
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_stages(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.stages t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.stages t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_deals(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.deals t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
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
      and c.relname <> 'deals_words_41f268d1'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists deals_words_41f268d1 on public.deals
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_deals(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.deals t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(title, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.deals t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_activities(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.activities t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_activities(text) from public;
grant execute on function tenancy.search_activities(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_activities(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.activities'::regclass and starts_with(c.relname, 'activities_words_')
      and c.relname <> 'activities_words_c33a7664'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists activities_words_c33a7664 on public.activities
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_activities(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.activities t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(subject, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.activities t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_tags(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.tags t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_tags(text) from public;
grant execute on function tenancy.search_tags(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_tags(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.tags'::regclass and starts_with(c.relname, 'tags_words_')
      and c.relname <> 'tags_words_41e99d3b'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists tags_words_41e99d3b on public.tags
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_tags(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.tags t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.tags t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_exchange_rates(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.exchange_rates t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_exchange_rates(text) from public;
grant execute on function tenancy.search_exchange_rates(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_exchange_rates(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.exchange_rates'::regclass and starts_with(c.relname, 'exchange_rates_words_')
      and c.relname <> 'exchange_rates_words_e6452104'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists exchange_rates_words_e6452104 on public.exchange_rates
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_exchange_rates(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.exchange_rates t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(currency, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.exchange_rates t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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

create or replace function tenancy.search_attachments(pattern text) returns setof uuid
language sql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp
as $search$
  select t.id from public.attachments t
  where t.tenant_id = (select tenancy.current_tenant()) and (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) like translate(replace(regexp_replace(normalize(lower((pattern) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')
$search$;
revoke all on function tenancy.search_attachments(text) from public;
grant execute on function tenancy.search_attachments(text) to tenon_app;
-- Only who may create in the schema can be given the function.
grant create on schema tenancy to tenon_search;
alter function tenancy.search_attachments(text) owner to tenon_search;
revoke create on schema tenancy from tenon_search;
do $index$
declare
  old regclass;
begin
  for old in select c.oid from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'public.attachments'::regclass and starts_with(c.relname, 'attachments_words_')
      and c.relname <> 'attachments_words_0afabd2f'
  loop
    execute format('drop index %s', old);
  end loop;
  if (select count(*) from pg_extension where extname in ('btree_gin', 'pg_trgm')) = 2 then
    create index if not exists attachments_words_0afabd2f on public.attachments
      using gin (tenant_id, (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) public.gin_trgm_ops);
  end if;
end
$index$;

create or replace function tenancy.find_attachments(spelled text[], respelled text[], alike text[], most integer)
returns setof uuid
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_indexscan = on
set enable_seqscan = off
as $find$
declare
  alike_forms text[];
  budget integer := 1000;
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
  select count(*), count(*) filter (where (r.words like all (spelled) or r.words like all (respelled))) into seen, hits from (
    (select (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant order by t.id desc limit 32)
    union all (select (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) from public.attachments t where t.tenant_id = tenant order by t.id limit 32)
  ) r;
  if seen = 0 then
    return;
  end if;
  if seen < 64 or hits * 16 >= seen then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant order by t.id desc limit 2000
    ) r where (r.words like all (spelled) or r.words like all (respelled)) limit most;
    get diagnostics found_rows = row_count;
  end if;
  -- Of words it knows nothing, so the planner would sooner read through all records of the tenant.
  perform set_config('enable_indexscan', 'off', true);
  for spelling in 1..2 loop
    way := case spelling when 1 then spelled else respelled end;
    exit when seen < 64 or found_rows >= most or spelling = 2 and respelled = spelled;
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
  select array_agg('\m(' || (
      select string_agg(substr(w, 1, p) || '.{1,3}' || substr(w, p + 3), '|')
      from generate_series(0, length(w) - 2) p
    ) || ')') into alike_forms from unnest(alike) w;
  if seen < 64 then
    return query select r.id from (
      select t.id, (translate(replace(regexp_replace(normalize(lower((coalesce(file_name, '')) collate "default"), NFD), '[\u0300-\u036f]+', '', 'g'), 'ß', 'ss'), 'æđłøœı', 'adlooi')) as words from public.attachments t where t.tenant_id = tenant limit 2000
    ) r where r.words ~ all (alike_forms) limit most;
    return;
  end if;
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
      limit least(budget, 250)
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
