import type { Query, SchemaModel } from '../types.ts'
import type { Residue } from './harden.ts'

/** What a database says about itself. */
export type Recorded = {
  /** The model its tables stand at. */
  actual: SchemaModel
  applied: readonly { hash: string; name: string }[]
  /** The model of the last frozen migration it has. */
  stream: SchemaModel
  /** Digest of the wanted model it was last brought to. */
  wanted: string | undefined
}

/** What the roles of this cluster were last set to. */
export type ClusterFacts = { cluster: string; passwords: string }

const EMPTY: SchemaModel = { routines: [], tables: [] }

/** Creates the tables in which a database keeps its own history, unless they stand. */
export async function createBookkeeping(query: Query): Promise<void> {
  if (await hasState(query)) {
    return
  }
  await query(`create schema if not exists tenancy;
    create table tenancy.migrations (
      name text primary key,
      hash text not null,
      sql text,
      applied_at timestamptz not null default now()
    );
    create table tenancy.state (name text primary key, value jsonb not null);
    revoke all on tenancy.migrations, tenancy.state from public`)
}

/** Reads the history of a database whose bookkeeping stands. */
export async function readBookkeeping(query: Query): Promise<Recorded> {
  const applied = await query<{ hash: string; name: string }>(
    'select name, hash from tenancy.migrations order by name',
  )
  const values = await readValues(query)
  const wanted = values.get('wanted')

  return {
    actual: modelOr(values.get('actual')),
    applied,
    stream: modelOr(values.get('stream')),
    wanted: typeof wanted === 'string' ? wanted : undefined,
  }
}

/** Reads what the roles were last set to: one entry, or none before the first migration. */
export async function readFacts(query: Query): Promise<readonly ClusterFacts[]> {
  if (!(await hasState(query))) {
    return []
  }

  return query<ClusterFacts>(
    "select value->>'cluster' as cluster, value->>'passwords' as passwords from tenancy.state where name = 'facts'",
  )
}

/** Writes what the roles are now set to, if it changed. */
export async function recordFacts(query: Query, facts: ClusterFacts): Promise<void> {
  const [before] = await readFacts(query)
  if (before?.cluster !== facts.cluster || before.passwords !== facts.passwords) {
    await writeState(query, 'facts', facts)
  }
}

/** The measures that the last migration could not take, as `rule object`. */
export async function readResidue(query: Query): Promise<readonly string[]> {
  const value = (await hasState(query)) ? (await readValues(query)).get('residue') : undefined

  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

/** Writes which measures the migration could not take, if it changed. */
export async function recordResidue(query: Query, residue: readonly Residue[]): Promise<void> {
  const lines = residue.map(({ object, rule }) => `${rule} ${object}`)
  if ((await readResidue(query)).join('\n') !== lines.join('\n')) {
    await writeState(query, 'residue', lines)
  }
}

/** Writes one fact about the database. */
export async function writeState(
  query: Query,
  name: 'actual' | 'facts' | 'residue' | 'stream' | 'wanted',
  value: unknown,
): Promise<void> {
  await query(
    `insert into tenancy.state (name, value) values ($1, $2)
      on conflict (name) do update set value = excluded.value`,
    [name, JSON.stringify(value)],
  )
}

/** Records that a migration was applied. */
export async function recordMigration(
  query: Query,
  entry: { hash: string; name: string; sql: string | null },
): Promise<void> {
  await query('insert into tenancy.migrations (name, hash, sql) values ($1, $2, $3)', [
    entry.name,
    entry.hash,
    entry.sql,
  ])
}

/** The model the tables of a database stand at, as its last migration recorded it. */
export async function readActualModel(query: Query): Promise<SchemaModel> {
  return (await hasState(query)) ? modelOr((await readValues(query)).get('actual')) : EMPTY
}

async function hasState(query: Query): Promise<boolean> {
  const [row] = await query<{ there: boolean }>(
    "select to_regclass('tenancy.state') is not null as there",
  )

  return row?.there ?? false
}

async function readValues(query: Query): Promise<ReadonlyMap<string, unknown>> {
  const rows = await query<{ name: string; value: unknown }>(
    'select name, value from tenancy.state',
  )

  return new Map(rows.map(({ name, value }) => [name, value]))
}

function modelOr(value: unknown): SchemaModel {
  // Only this module writes the value, from a model it has just applied.
  return typeof value === 'object' && value !== null ? (value as SchemaModel) : EMPTY
}
