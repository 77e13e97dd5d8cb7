import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TableSpec } from '../../src/kernel/schema/index.ts'
import type { MigrateReport, Query } from '../../src/tenancy/index.ts'
import {
  createMigration,
  findStaleMigrations,
  inspectCatalog,
  migrate,
  queryOn,
} from '../../src/tenancy/index.ts'
import type { EmptyDatabase } from '../helpers/freshDatabase.ts'
import { emptyDatabase, testKeys } from '../helpers/freshDatabase.ts'
import { sampleTables } from '../helpers/sampleTables.ts'
import { testCluster } from '../helpers/testCluster.ts'

const [companies, others] = split(sampleTables, 'companies')
const [contacts, rest] = split(others, 'contacts')
const visits: TableSpec = {
  columns: [
    { name: 'id', notNull: true, type: 'uuid' },
    { name: 'company_id', notNull: true, type: 'uuid' },
    { name: 'place', notNull: true, type: 'text' },
  ],
  comment: 'A table of a plugin.',
  foreignKeys: [{ column: 'company_id', onDelete: 'cascade', references: 'companies' }],
  grants: { app: ['insert', 'select'] },
  name: 'visits',
  tenancy: 'tenant',
}
const withCity: TableSpec = {
  ...companies,
  columns: [...companies.columns, { name: 'city', type: 'text' }],
  indexes: [...(companies.indexes ?? []), { columns: ['city', 'id'] }],
}
const withRegion: TableSpec = {
  ...withCity,
  columns: [
    ...withCity.columns,
    { check: "region in ('n', 's')", default: "'n'", name: 'region', notNull: true, type: 'text' },
  ],
}

const streamFolder = mkdtempSync(path.join(os.tmpdir(), 'tenon-stream-'))
let database: EmptyDatabase
let superuser: pg.Client
let query: Query

function run(tables: readonly TableSpec[]): Promise<MigrateReport> {
  return migrate({
    contextKeys: testKeys,
    log: () => undefined,
    ownerUrl: database.superUrl,
    passwords: testCluster().passwords,
    streamFolder,
    tables,
  })
}

async function expectClean(): Promise<void> {
  expect(await inspectCatalog(query)).toEqual([])
}

beforeAll(async () => {
  database = await emptyDatabase()
  superuser = new pg.Client({ connectionString: database.superUrl })
  await superuser.connect()
  query = queryOn(superuser)
})

afterAll(async () => {
  await superuser.end()
  await database.drop()
})

describe('the migration stream', () => {
  it('applies its files in order and then stands where the model says', async () => {
    const first = [...rest, companies]
    expect(createMigration({ name: 'Initial', streamFolder, tables: first })).toBe(
      '0001_initial.sql',
    )
    expect(createMigration({ name: 'again', streamFolder, tables: first })).toBeUndefined()
    expect(findStaleMigrations({ streamFolder, tables: first })).toEqual([])
    expect(findStaleMigrations({ streamFolder, tables: [...first, contacts] })).toHaveLength(2)

    expect((await run(first)).applied).toEqual(['0001_initial.sql'])
    await expectClean()
  })

  it('does nothing, and quickly, when there is nothing to do', async () => {
    const started = performance.now()

    expect(await run([...rest, companies])).toEqual({ applied: [], residue: [] })
    expect(performance.now() - started).toBeLessThan(1_500)
  })

  it('adds the table and the columns of a plugin beside the stream', async () => {
    const { applied } = await run([...rest, withCity, visits])

    expect(applied).toEqual([expect.stringMatching(/^auto_/)])
    expect((await run([...rest, withCity, visits])).applied).toEqual([])
    await expectClean()
  })

  it('keeps what plugins added when the stream goes on', async () => {
    const core = withRegion.columns.filter(({ name }) => name !== 'city')
    const stream = [...rest, { ...companies, columns: core }, contacts]
    expect(createMigration({ name: 'add regions', streamFolder, tables: stream })).toBe(
      '0002_add_regions.sql',
    )

    expect((await run([...rest, withRegion, contacts, visits])).applied).toEqual([
      '0002_add_regions.sql',
    ])
    await expectClean()
  })

  it('keeps the data of a plugin that is gone, and lets rows be written without it', async () => {
    const required: TableSpec = {
      ...withRegion,
      columns: [
        ...withRegion.columns,
        { default: "'x'", name: 'code', notNull: true, type: 'text' },
      ],
    }
    await run([...rest, required, contacts, visits])
    await run([...rest, withRegion, contacts])

    expect(await query("select to_regclass('public.visits') is not null as kept")).toEqual([
      { kept: true },
    ])
    await expectClean()
  })

  it('refuses what would lose data', async () => {
    const retyped: TableSpec = {
      ...withRegion,
      columns: withRegion.columns.map((column) =>
        column.name === 'city' ? { ...column, type: 'bigint' } : column,
      ),
    }

    await expect(run([...rest, retyped, contacts])).rejects.toMatchObject({
      code: 'TENANCY_MIGRATION_DESTRUCTIVE',
    })
    expect(() => createMigration({ name: 'drop', streamFolder, tables: rest })).toThrow(
      /table companies is dropped/,
    )
    await expectClean()
  })

  it('puts back the limits and passwords that a role changed for itself', async () => {
    // Of this database only: the suites share the roles.
    await query(
      `alter role tenon_relay in database ${database.name} set statement_timeout = 0;
       alter role tenon_relay in database ${database.name} set work_mem = '1GB';
       alter role tenon_relay password 'x'`,
    )
    expect(await inspectCatalog(query)).not.toEqual([])
    await run([...rest, withRegion, contacts])
    await expectClean()
    const relay = new pg.Client({ connectionString: testCluster().urls(database.name).relay })
    await relay.connect()
    await relay.end()
  })

  it('serves two that start at once', async () => {
    const tables = [...rest, withRegion, contacts, visits]

    await expect(Promise.all([run(tables), run(tables), run(tables)])).resolves.toHaveLength(3)
    await expectClean()
  })

  it('undoes a file that fails and names it', async () => {
    const broken = path.join(streamFolder, '0003_broken.sql')
    writeFileSync(broken, 'create table half (id uuid primary key);\nselect 1 / 0;\n')

    await expect(run([...rest, withRegion, contacts])).rejects.toMatchObject({
      code: 'TENANCY_MIGRATION_FAILED',
      message: expect.stringContaining('0003_broken.sql') as string,
    })
    expect(await query("select to_regclass('public.half') as half")).toEqual([{ half: null }])
    writeFileSync(broken, 'select 1;\n')
    await run([...rest, withRegion, contacts])
  })

  it('refuses a file that was changed and a database that is ahead', async () => {
    appendFileSync(path.join(streamFolder, '0001_initial.sql'), '-- edited\n')
    await expect(run([...rest, withRegion, contacts])).rejects.toMatchObject({
      code: 'TENANCY_MIGRATION_CHANGED',
    })
    await query("insert into tenancy.migrations (name, hash) values ('9999_later.sql', 'x')")
    await expect(run([...rest, withRegion, contacts])).rejects.toMatchObject({
      code: expect.stringMatching(/TENANCY_MIGRATION_(?:CHANGED|UNKNOWN)/) as string,
    })
  })
})

describe('a server that gives us no superuser', () => {
  it('is migrated by the owner alone, and the doctor tells what is left as residue', async () => {
    const managed = await emptyDatabase()
    try {
      const { residue } = await migrate({
        contextKeys: testKeys,
        log: () => undefined,
        ownerUrl: testCluster().urls(managed.name).owner,
        passwords: testCluster().passwords,
        streamFolder: testCluster().emptyStreamFolder,
        tables: sampleTables,
      })
      const client = new pg.Client({ connectionString: testCluster().urls(managed.name).owner })
      await client.connect()
      const violations = await inspectCatalog(queryOn(client))
      await client.end()

      expect(residue.map(({ object }) => object)).toContain('pg_terminate_backend(integer,bigint)')
      expect(violations.length).toBeGreaterThan(0)
      expect(violations.filter((violation) => !violation.residue)).toEqual([])
    } finally {
      await managed.drop()
    }
  })
})

function split(tables: readonly TableSpec[], name: string): [TableSpec, readonly TableSpec[]] {
  const found = tables.find((table) => table.name === name)
  if (found === undefined) {
    throw new Error(`There is no table ${name}`)
  }

  return [found, tables.filter((table) => table !== found)]
}
