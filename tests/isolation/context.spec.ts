import { createHmac } from 'node:crypto'
import { mkdtempSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import type { ContextKey } from '../../src/tenancy/index.ts'
import {
  createContextSigner,
  loadContextKeys,
  newContextKey,
  rotateContextKeys,
} from '../../src/tenancy/index.ts'
import type { FreshDatabase } from '../helpers/freshDatabase.ts'
import { freshDatabase, testKeys } from '../helpers/freshDatabase.ts'
import { sampleTables } from '../helpers/sampleTables.ts'

const MUTATIONS = 10_000
const SEED = Number(process.env['TENON_TEST_SEED'] ?? Date.now() % 2 ** 31)
const FORGED = 'TN401'

const [acme, northwind] = [newId(), newId()]
const [userOfAcme, userOfNorthwind] = [newId(), newId()]
const [key] = testKeys
let fresh: FreshDatabase
let app: pg.Client

/** A token as our signer makes them, with every part in the hands of the test. */
function token(
  parts: { expiry?: number; key?: ContextKey; tenant?: string; user?: string } = {},
): string {
  const signing = parts.key ?? key
  const expiry = parts.expiry ?? Math.floor(Date.now() / 1000) + 600
  const payload = `${parts.tenant ?? acme}.${parts.user ?? userOfAcme}.${expiry}.${signing.id}`

  return `${payload}.${createHmac('sha256', signing.secret).update(payload).digest('hex')}`
}

/** What a request with this context gets: the tenants of the rows it sees, or the code of its refusal. */
async function rowsUnder(context: string): Promise<string[] | string> {
  try {
    await app.query('begin')
    await app.query("select set_config('tenon.context', $1, true)", [context])
    const { rows } = await app.query<{ tenant_id: string }>('select tenant_id from companies')

    return rows.map((row) => row.tenant_id)
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  } finally {
    await app.query('rollback')
  }
}

beforeAll(async () => {
  fresh = await freshDatabase(sampleTables)
  app = new pg.Client({ connectionString: fresh.urls.app })
  await app.connect()
  for (const tenant of [acme, northwind]) {
    await fresh.superuser('insert into companies (tenant_id, id, name) values ($1, $2, $3)', [
      tenant,
      newId(),
      'Only one',
    ])
  }
})

afterAll(async () => {
  await app.end()
  await fresh.drop()
})

describe('the signed context', () => {
  it('shows each tenant its own row', async () => {
    expect(await rowsUnder(token())).toEqual([acme])
    expect(await rowsUnder(token({ tenant: northwind, user: userOfNorthwind }))).toEqual([
      northwind,
    ])
    expect(await rowsUnder(token({ user: '-' }))).toEqual([acme])
  })

  it('raises where it is absent, empty, expired or of another key', async () => {
    const bare = app.query('select * from companies')
    await expect(bare).rejects.toMatchObject({ code: FORGED })
    for (const context of [
      '',
      '.',
      '....',
      token({ expiry: 1 }),
      token({ key: newContextKey() }),
    ]) {
      expect(await rowsUnder(context)).toBe(FORGED)
    }
    expect(await rowsUnder(token({ expiry: Math.floor(Date.now() / 1000) - 1 }))).toBe(FORGED)
  })

  it('raises on writes too, in place of a silent nothing', async () => {
    for (const statement of [
      "update companies set name = 'x'",
      'delete from companies',
      `insert into companies (id, name) values ('${newId()}', 'x')`,
    ]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: FORGED })
    }
  })

  it('refuses a row of another tenant, whichever way it is written', async () => {
    for (const statement of [
      `insert into companies (tenant_id, id, name) values ('${northwind}', '${newId()}', 'x')`,
      `update companies set tenant_id = '${northwind}'`,
    ]) {
      await app.query('begin')
      await app.query("select set_config('tenon.context', $1, true)", [token()])
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
      await app.query('rollback')
    }
  })

  it('names the user, or nobody', async () => {
    await app.query('begin')
    await app.query("select set_config('tenon.context', $1, true)", [token()])
    const { rows } = await app.query('select tenancy.current_user_id() as id')
    await app.query("select set_config('tenon.context', $1, true)", [token({ user: '-' })])
    const nobody = await app.query('select tenancy.current_user_id() as id')
    await app.query('rollback')

    expect(rows).toEqual([{ id: userOfAcme }])
    expect(nobody.rows).toEqual([{ id: null }])
  })

  it(`lets no row out in ${MUTATIONS} mutations (seed ${SEED})`, { timeout: 300_000 }, async () => {
    const alphabet = fc.constantFrom(...'0123456789abcdefABCDEF.-_ \'"%\n\u00e9'.split(''))
    const edit = fc.record({
      at: fc.nat(400),
      kind: fc.constantFrom('insert', 'delete', 'replace', 'truncate', 'double'),
      text: fc.string({ maxLength: 5, minLength: 1, unit: alphabet }),
    })
    const parts = fc.record({
      expiry: fc.constantFrom('1', '-1', '99999999999', '1e99', 'NaN', 'infinity', '', '0x10'),
      keyId: fc.constantFrom('test', 'TEST', 'other', '', '%', "' or true --", 'test '),
      mac: fc.constantFrom('real', 'empty', 'zero', 'strange key', 'upper', 'of another payload'),
      tenant: fc.constantFrom(acme, northwind, '', 'null', acme.toUpperCase(), `{${acme}}`),
      user: fc.constantFrom('-', userOfAcme, userOfNorthwind, ''),
    })
    const mutation = fc.oneof(
      edit.map((change) => applyEdit(token(), change)),
      fc.tuple(edit, edit).map(([a, b]) => applyEdit(applyEdit(token(), a), b)),
      parts.map(forge),
      fc.constant(token()).map((valid) => valid.replace(acme, northwind)),
      fc.string({ maxLength: 220, unit: alphabet }),
      fc.string({ maxLength: 300 }).map((text) => text.replaceAll('\0', '')),
      fc
        .integer({ max: 0, min: -1_000_000 })
        .map((ago) => token({ expiry: Math.floor(Date.now() / 1000) + ago })),
    )
    let refused = 0
    await fc.assert(
      fc.asyncProperty(mutation, async (context) => {
        fc.pre(!isValid(context))
        expect(await rowsUnder(context)).toBe(FORGED)
        refused += 1
      }),
      { numRuns: MUTATIONS, seed: SEED },
    )
    expect(refused).toBe(MUTATIONS)
  })
})

describe('the keys', () => {
  it('are out of reach of requests', async () => {
    for (const statement of [
      'select * from tenancy.context_keys',
      'select inner_pad from tenancy.context_keys',
      "insert into tenancy.context_keys (id, inner_pad, outer_pad) values ('x', '', '')",
      'update tenancy.context_keys set retired_at = null',
      'delete from tenancy.context_keys',
      'copy tenancy.context_keys to stdout',
      'select * from tenancy.state',
    ]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('rotate without a refused request: the new one signs, the last one still verifies', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tenon-keys-'))
    const source = { dataDir, ownerUrl: fresh.urls.owner }
    const first = loadContextKeys(source)[0]
    await rotateContextKeys(source)
    const second = loadContextKeys(source)[0]

    expect(await rowsUnder(token({ key: second }))).toEqual([acme])
    expect(await rowsUnder(token({ key: first }))).toEqual([acme])
    expect(await rowsUnder(token({ key }))).toBe(FORGED)

    const { live } = await rotateContextKeys(source)

    expect(live).toHaveLength(2)
    expect(await rowsUnder(token({ key: second }))).toEqual([acme])
    expect(await rowsUnder(token({ key: first }))).toBe(FORGED)
    expect(statSync(path.join(dataDir, 'context-keys.json')).mode & 0o077).toBe(0)
  })

  it('reach a running signer within a minute', () => {
    let now = Date.now()
    let keys = [newContextKey()] as const
    const signer = createContextSigner(
      () => keys,
      () => now,
    )
    const subject = { tenantId: acme, userId: null }
    const before = signer.sign(subject)
    keys = [newContextKey()]

    expect(signer.sign(subject)).toBe(before)
    now += 60_001
    expect(signer.sign(subject).split('.')[3]).toBe(keys[0].id)
  })
})

function isValid(context: string): boolean {
  const payload = context.slice(0, -65)
  const mac = createHmac('sha256', key.secret).update(payload).digest('hex')

  return context === `${payload}.${mac}` && Number(payload.split('.')[2]) > Date.now() / 1000
}

function applyEdit(valid: string, change: { at: number; kind: string; text: string }): string {
  const at = change.at % valid.length
  const tail = { delete: at + change.text.length, insert: at, replace: at + change.text.length }
  switch (change.kind) {
    case 'double':
      return `${valid}.${valid}`
    case 'truncate':
      return valid.slice(0, at)
    default:
      return (
        valid.slice(0, at) +
        (change.kind === 'delete' ? '' : change.text) +
        valid.slice(tail[change.kind as keyof typeof tail])
      )
  }
}

function forge(parts: {
  expiry: string
  keyId: string
  mac: string
  tenant: string
  user: string
}): string {
  const payload = `${parts.tenant}.${parts.user}.${parts.expiry}.${parts.keyId}`
  const signed = (secret: Buffer | string, text = payload) =>
    createHmac('sha256', secret).update(text).digest('hex')
  const macs: Record<string, string> = {
    empty: '',
    'of another payload': token().slice(-64),
    // Signed with the right key, so only what the payload says may refuse it.
    real: parts.expiry === '1' || parts.expiry === '-1' ? signed(key.secret) : signed('guess'),
    'strange key': signed(newContextKey().secret),
    upper: signed(key.secret, 'other').toUpperCase(),
    zero: '0'.repeat(64),
  }

  return `${payload}.${macs[parts.mac] ?? ''}`
}
