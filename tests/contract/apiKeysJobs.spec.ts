import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '../../src/kernel/ids/index.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Key = { id: string; token: string }
/** What the answers of these tests have, each a part of it. */
type Body = {
  batchId: string
  doc: { id: string }
  docs: { actorId: string; id: string }[]
  id: string
  job: { id: string }
  key: string
}

type Work = { error: null | { code: string }; state: string }

const FINAL = ['cancelled', 'done', 'failed']

describe('an API key in the background', () => {
  let app: TestApp
  let admin = ''
  let adminId = ''

  beforeAll(async () => {
    app = await testApp({ logLevel: 'silent', tenants: ['keys'] })
    ;({ token: admin, userId: adminId } = await app.signIn('keys', 'admin@keys.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (token: string, method: string, path: string, body?: unknown): Promise<AppAnswer> =>
    app.request('keys', method, path, { body, token })
  const bodyOf = ({ json }: AppAnswer) => json as Body
  const codeOf = ({ json }: AppAnswer) =>
    (json as { errors?: { code: string }[] }).errors?.[0]?.code

  async function roleOf(permissions: object): Promise<string> {
    const made = await ask(admin, 'POST', '/api/roles', {
      name: { en: `Robot ${newId()}` },
      permissions,
    })
    expect(made.status).toBe(201)

    return bodyOf(made).doc.id
  }

  async function keyOf(role: object | string): Promise<Key> {
    const id = typeof role === 'string' ? role : await roleOf(role)
    const made = await ask(admin, 'POST', '/api/auth/api-keys', { name: 'Robot', role: id })
    expect(made.status).toBe(201)
    const { doc, key } = bodyOf(made)

    return { id: doc.id, token: key }
  }

  async function ended(token: string, path: string): Promise<Work & Record<string, unknown>> {
    for (let tries = 0; tries < 400; tries += 1) {
      const { json } = await ask(token, 'GET', path)
      const work = json as Work & Record<string, unknown>
      if (FINAL.includes(work.state)) {
        return work
      }
      await sleep(50)
    }

    return expect.fail(`${path} did not end`)
  }

  async function names(from: number, count: number) {
    await app.sql(
      `insert into companies (tenant_id, id, name, phone, created_at, updated_at, version)
        select $1, gen_random_uuid(), 'Row ' || n, '030 ' || n, now(), now(), 1
        from generate_series($2::int, $3::int) n`,
      [app.tenantId('keys'), from, from + count - 1],
    )
  }

  const change = (word: string) => ({
    data: { industry: word },
    op: 'update',
    where: { name: { like: 'Row' } },
  })

  it('imports, with its own rights, and takes the import back', async () => {
    const { id: keyId, token } = await keyOf({
      actions: [],
      collections: {
        companies: { create: 'all', import: 'all', read: 'all', update: 'all', delete: 'all' },
      },
      fields: { companies: { industry: 'readOnly' } },
    })
    const upload = await ask(
      token,
      'POST',
      '/api/imports?collection=companies&file=k.csv',
      'name,industry\nBy a key,toys\nAlso by a key,\n',
    )
    expect(upload.status).toBe(201)
    const { id } = bodyOf(upload)
    expect((await ask(token, 'POST', `/api/imports/${id}/dry-run`)).status).toBe(202)
    await ended(token, `/api/imports/${id}`)
    expect((await ask(token, 'POST', `/api/imports/${id}/start`)).status).toBe(202)
    const done = await ended(token, `/api/imports/${id}`)

    // What its role may not write, it does not import, though its owner may.
    expect(done).toMatchObject({
      apiKey: keyId,
      createdBy: adminId,
      run: { apiKey: keyId, result: { created: 2, failed: 0 } },
      state: 'done',
    })
    const rows = await app.sql(
      `select distinct c.industry, e.actor_type, e.actor_id from domain_events e join companies c
        on c.tenant_id = e.tenant_id and c.id = e.record_id where c.name like '%by a key'`,
    )
    expect(rows).toEqual([{ actor_id: keyId, actor_type: 'api_key', industry: null }])

    const [batch] = bodyOf(await ask(token, 'GET', '/api/batches')).docs
    expect(batch?.actorId).toBe(keyId)
    const undo = await ask(token, 'POST', `/api/batches/${batch?.id}/undo`, {})
    expect(undo.status).toBe(202)
    const { job } = bodyOf(undo)
    expect(await ended(token, `/api/jobs/${job.id}`)).toMatchObject({
      apiKey: keyId,
      result: { kept: 0, undone: 2 },
    })
  }, 60_000)

  it('changes more than 1,000 records at once, with the rights of its role alone', async () => {
    await names(1, 1_200)
    const { id: keyId, token } = await keyOf({
      actions: ['records.bulk'],
      collections: { companies: { read: 'all', update: 'own' } },
    })
    await app.sql(
      `update companies set owner_id = $1 where tenant_id = $2 and name in ('Row 7', 'Row 1100')`,
      [adminId, app.tenantId('keys')],
    )
    const answer = await ask(token, 'POST', '/api/companies/bulk', change('by key'))
    expect(answer.status).toBe(202)
    const { job } = bodyOf(answer)
    const done = await ended(token, `/api/jobs/${job.id}`)

    expect(done).toMatchObject({ apiKey: keyId, result: { failed: 1_198, ok: 2 }, state: 'done' })
    const changed = await app.sql("select name from companies where industry = 'by key' order by 1")
    expect(changed.map(({ name }) => name).toSorted()).toEqual(['Row 1100', 'Row 7'])
  }, 60_000)

  it('exports what its role may see and nothing else', async () => {
    const { token } = await keyOf({
      actions: [],
      collections: { companies: { export: 'own', read: 'all' } },
      fields: { companies: { phone: 'hidden' } },
    })
    const started = await ask(token, 'POST', '/api/exports', {
      collection: 'companies',
      format: 'csv',
    })
    expect(started.status).toBe(202)
    const { id } = bodyOf(started)
    expect(await ended(token, `/api/exports/${id}`)).toMatchObject({ state: 'done' })
    const { text } = await ask(token, 'GET', `/api/exports/${id}/file`)

    expect(text.trim().split('\n')).toHaveLength(3)
    expect(text).not.toContain('030 ')
  }, 60_000)

  it('and its owner do not see what the other took out, imported or started', async () => {
    const { token: person } = await app.signIn('acme', 'manager@acme.test')
    const at = (token: string, method: string, path: string, body?: unknown) =>
      app.request('acme', method, path, { body, token })
    const made = await at(person, 'POST', '/api/auth/api-keys', { name: 'Mine', role: 'manager' })
    const { key } = bodyOf(made)
    const other = bodyOf(
      await at(person, 'POST', '/api/auth/api-keys', { name: 'Other', role: 'manager' }),
    ).key
    const wanted = { collection: 'companies', format: 'csv' }
    for (const [who, others] of [
      [key, [person, other]],
      [person, [key]],
    ] as const) {
      const started = await at(who, 'POST', '/api/exports', wanted)
      const target = '/api/imports?collection=companies&file=m.csv'
      const upload = await at(who, 'POST', target, 'name\nA\n')
      expect([started.status, upload.status]).toEqual([202, 201])
      const exported = bodyOf(started).id
      const uploaded = bodyOf(upload).id
      for (const path of [
        `/api/exports/${exported}`,
        `/api/exports/${exported}/file`,
        `/api/jobs/${exported}`,
        `/api/imports/${uploaded}`,
        `/api/imports/${uploaded}/preview`,
      ]) {
        for (const one of others) {
          expect(`${path} ${(await at(one, 'GET', path)).status}`).toBe(`${path} 404`)
        }
      }
      for (const one of others) {
        const lists = [await at(one, 'GET', '/api/exports'), await at(one, 'GET', '/api/imports')]
        expect(lists.map(({ text }) => text).join('')).not.toMatch(`${exported}|${uploaded}`)
      }
      expect((await at(who, 'GET', `/api/jobs/${exported}`)).status).toBe(200)
      expect((await at(who, 'GET', `/api/imports/${uploaded}/preview`)).status).toBe(200)
    }
  }, 60_000)

  it('undoes what others did only by the right to', async () => {
    const small = { ...change('by admin'), where: { name: { like: 'Row 11' } } }
    const bulk = await ask(admin, 'POST', '/api/companies/bulk', small)
    const { batchId } = bodyOf(bulk)
    const rights = { companies: { read: 'all', update: 'all' } }
    const { token } = await keyOf({ actions: [], collections: rights })
    const refused = await ask(token, 'POST', `/api/batches/${batchId}/undo`, {})
    const { token: wide } = await keyOf({ actions: ['records.undo'], collections: rights })

    expect(codeOf(refused)).toBe('BATCH_UNDO_FORBIDDEN')
    expect((await ask(wide, 'POST', `/api/batches/${batchId}/undo`, {})).status).toBe(202)
  })

  it.each([
    ['is revoked', (key: Key) => ask(admin, 'DELETE', `/api/auth/api-keys/${key.id}`)],
    ['loses its role', (_key: Key, role: string) => ask(admin, 'DELETE', `/api/roles/${role}`)],
    [
      'expires',
      (key: Key) => app.sql('update api_keys set expires_at = now() where id = $1', [key.id]),
    ],
  ])(
    'stops what it started once it %s',
    async (_how, end) => {
      const role = await roleOf({
        actions: ['records.bulk'],
        collections: { companies: { export: 'all', read: 'all', update: 'all' } },
      })
      const key = await keyOf(role)
      const hold = `update jobs set run_after = now() + interval '1 hour' where tenant_id = $1 and state = 'queued'`
      // Held back until the key is gone, as where the worker is busy.
      await app.sql(
        `create or replace function pg_temp_hold() returns trigger language plpgsql as
        $$ begin new.run_after := now() + interval '1 hour'; return new; end $$;
      create trigger hold before insert on jobs for each row execute function pg_temp_hold()`,
      )
      const bulk = await ask(key.token, 'POST', '/api/companies/bulk', change('by the dead'))
      const exported = await ask(key.token, 'POST', '/api/exports', {
        collection: 'companies',
        format: 'csv',
      })
      await app.sql('drop trigger hold on jobs; drop function pg_temp_hold()')
      await app.sql(hold, [app.tenantId('keys')])
      expect([bulk.status, exported.status]).toEqual([202, 202])
      await end(key, role)
      const jobs = [bodyOf(bulk).job.id, bodyOf(exported).id]
      await app.sql('update jobs set run_after = now() where id = any($1::uuid[])', [jobs])

      for (const id of jobs) {
        expect(await ended(admin, `/api/jobs/${id}`)).toMatchObject({
          error: {
            code: expect.stringMatching('BATCH_PERSON_GONE|EXPORTS_PERSON_UNKNOWN') as string,
          },
          state: 'failed',
        })
      }
      expect(await app.sql("select id from companies where industry = 'by the dead'")).toEqual([])
    },
    60_000,
  )
})
