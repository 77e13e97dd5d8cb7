import type { Routine } from '../types.ts'

/** The schema of tenancy and the table of context keys, which only its owner can read. */
export const keysRoutine: Routine = {
  name: 'tenancy.context_keys',
  phase: 'before',
  sql: `create schema if not exists tenancy;
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
revoke all on tenancy.context_keys from public;`,
}
