import { createHash } from 'node:crypto'
import type { TableSpec } from '../../kernel/schema/index.ts'
import type { ContextKeys } from '../contextKeys.ts'
import { canonical } from '../ddl/canonical.ts'
import { planMigration } from '../ddl/planMigration.ts'
import type { PolicyForm } from '../ddl/securitySql.ts'
import { tenancyErrors } from '../errors.ts'
import { searchRoutines } from '../sql/searchRoutines.ts'
import { tenancyRoutines } from '../sql/tenancyRoutines.ts'
import type { Query, Routine, SchemaModel } from '../types.ts'
import { becomeOwner } from './becomeOwner.ts'
import type { ClusterFacts, Recorded } from './bookkeeping.ts'
import {
  createBookkeeping,
  readBookkeeping,
  readFacts,
  recordFacts,
  recordMigration,
  recordResidue,
  writeState,
} from './bookkeeping.ts'
import { carryAdditions, carryUnwanted } from './carryModel.ts'
import { connect } from './connect.ts'
import { createExtensions } from './createExtensions.ts'
import { databaseGrantsSql } from './databaseGrants.ts'
import type { RolePasswords } from './ensureRoles.ts'
import { ensureRoles, passwordsDigest, rolesStand } from './ensureRoles.ts'
import type { Residue } from './harden.ts'
import { harden } from './harden.ts'
import type { MigrationStream, StreamFile } from './stream.ts'
import { readStream } from './stream.ts'
import { syncContextKeys } from './syncContextKeys.ts'

/** What a migration works with. */
export type MigrateOptions = PolicyForm & {
  contextKeys: ContextKeys
  /** Told each step that is really taken. */
  log: (message: string) => void
  /** Connection of `tenon_owner`, or of a role that may create roles and owns the database. */
  ownerUrl: string
  passwords: RolePasswords
  /** Functions that stand beside the tables, besides those of tenancy. */
  routines?: readonly Routine[]
  /** Folder of the frozen stream. */
  streamFolder: string
  /** Connection of a superuser, where there is one; without it some measures are only reported. */
  superUrl?: string | undefined
  tables: readonly TableSpec[]
}

/** What a migration did, and which measures the database still lacks. */
export type MigrateReport = { applied: readonly string[]; residue: readonly Residue[] }

const LOCK = "hashtextextended('tenon.migrate', 0)"
const CLUSTER =
  'select current_database() as database, system_identifier::text as id from pg_control_system()'

/**
 * Brings a database to the wanted tables: roles, the frozen stream, then what plugins add. Runs once
 * at a time, changes nothing when there is nothing to do, and never loses data on its own.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateReport> {
  const owner = await connect(options.ownerUrl)
  const superUrl = options.superUrl === undefined ? undefined : sameDatabase(options)
  const admin = superUrl === undefined ? undefined : await connect(superUrl)
  try {
    await owner.query(`select pg_advisory_lock(${LOCK})`)
    const facts = await prepareCluster(owner.query, admin?.query ?? owner.query, options)
    // What needs a superuser comes before the change of role, which gives that right away.
    const residue = await harden(admin?.query ?? owner.query)
    await becomeOwner(owner.query)
    const applied = await bringUp(owner.query, facts, options)
    await recordResidue(owner.query, residue)

    return { applied, residue }
  } finally {
    await Promise.all([owner.close(), admin?.close()])
  }
}

/** The superuser's connection to the database that is migrated, whichever one it names. */
function sameDatabase(options: MigrateOptions): string {
  const url = new URL(options.superUrl ?? '')
  url.pathname = new URL(options.ownerUrl).pathname

  return url.href
}

async function prepareCluster(
  owner: Query,
  admin: Query,
  options: MigrateOptions,
): Promise<ClusterFacts> {
  const passwords = passwordsDigest(options.passwords)
  const [row] = await owner<{ database: string; id: string }>(CLUSTER)
  const cluster = row?.id ?? ''
  const [before] = await readFacts(owner)
  const isKnown = before?.passwords === passwords && before.cluster === cluster
  const stands = await rolesStand(admin, options.passwords)
  if (stands === 'no' || (stands === 'unsure' && !isKnown)) {
    options.log('Setting up the database roles')
    await ensureRoles(admin, options.passwords, options.log)
  }
  if (!isKnown) {
    for (const statement of databaseGrantsSql(row?.database ?? '')) {
      await admin(statement)
    }
    await createExtensions(admin, options.log)
  }

  return { cluster, passwords }
}

async function bringUp(
  query: Query,
  facts: ClusterFacts,
  options: MigrateOptions,
): Promise<readonly string[]> {
  const stream = readStream(options.streamFolder)
  await createBookkeeping(query)
  const recorded = await readBookkeeping(query)
  const pending = pendingFiles(stream, recorded)
  let actual = recorded.actual
  for (const file of pending) {
    options.log(`Applying ${file.name}`)
    const isLast = file === pending.at(-1)
    const next = isLast ? carryAdditions(actual, recorded.stream, stream.model) : actual
    await inTransaction(query, file.name, async () => {
      await query(file.sql)
      await recordMigration(query, { hash: file.hash, name: file.name, sql: null })
      if (isLast) {
        await writeState(query, 'stream', stream.model)
        await writeState(query, 'actual', next)
      }
    })
    actual = next
  }
  const automatic = await applyWanted(query, { actual, options, wanted: recorded.wanted })
  await inTransaction(query, 'context keys', async () => {
    await syncContextKeys(query, options.contextKeys)
    await recordFacts(query, facts)
  })

  return [...pending.map(({ name }) => name), ...automatic]
}

function pendingFiles(stream: MigrationStream, recorded: Recorded): readonly StreamFile[] {
  const files = new Map(stream.files.map((file) => [file.name, file]))
  for (const { hash, name } of recorded.applied.filter(
    (entry) => !entry.name.startsWith('auto_'),
  )) {
    const file = files.get(name)
    if (file === undefined) {
      throw tenancyErrors.MIGRATION_UNKNOWN({ name })
    }
    if (file.hash !== hash) {
      throw tenancyErrors.MIGRATION_CHANGED({ name })
    }
    files.delete(name)
  }

  return [...files.values()]
}

/** Adds what the wanted model has beyond the stream: the tables and columns of an agency's plugins. */
async function applyWanted(
  query: Query,
  state: { actual: SchemaModel; options: MigrateOptions; wanted: string | undefined },
): Promise<readonly string[]> {
  const { actual, options } = state
  const wanted: SchemaModel = {
    routines: [...tenancyRoutines, ...searchRoutines(options.tables), ...(options.routines ?? [])],
    tables: options.tables,
  }
  const digest = sha256(canonical([actual, wanted]))
  if (digest === state.wanted) {
    return []
  }
  const plan = planMigration(actual, wanted, { ...options, keepUnwanted: true })
  if (plan.destructive.length > 0) {
    throw tenancyErrors.MIGRATION_DESTRUCTIVE({ changes: plan.destructive })
  }
  const next = carryUnwanted(actual, wanted)
  const sql = plan.statements.join('\n')
  const name = `auto_${sha256(sql + digest).slice(0, 16)}`
  await inTransaction(query, name, async () => {
    if (sql !== '') {
      options.log(`Adding the tables of plugins (${plan.statements.length} statements)`)
      await query(sql)
      await recordMigration(query, { hash: sha256(sql), name, sql })
    }
    await writeState(query, 'actual', next)
    await writeState(query, 'wanted', sha256(canonical([next, wanted])))
  })

  return sql === '' ? [] : [name]
}

async function inTransaction(query: Query, name: string, work: () => Promise<void>): Promise<void> {
  await query('begin')
  try {
    await work()
    await query('commit')
  } catch (error) {
    await query('rollback')
    const reason = error instanceof Error ? error.message : String(error)
    throw tenancyErrors.MIGRATION_FAILED({ name, reason }, error)
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
