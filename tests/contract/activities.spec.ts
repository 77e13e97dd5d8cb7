import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { invalidateTenantSessions } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('activities, tags and what they are tied to', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = async (
    role: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<AppAnswer> => {
    const { token } = await app.signIn('acme', `${role}@acme.test`)

    return app.request('acme', method, path, { token, ...(body === undefined ? {} : { body }) })
  }
  const docOf = (answer: AppAnswer) =>
    (answer.json as { doc: Record<string, unknown> & { id: string } }).doc
  const codeOf = (answer: AppAnswer) =>
    (answer.json as { errors: { code: string; field?: string }[] }).errors[0]
  const make = async (slug: string, body: object, role = 'admin') => {
    const answer = await ask(role, 'POST', `/api/${slug}`, body)

    expect(answer).toMatchObject({ status: 201 })

    return docOf(answer)
  }
  const activity = (body: object = {}) =>
    make('activities', { subject: 'A', type: 'task', ...body })
  const company = () => make('companies', { name: 'Target' })

  it('seeds both demo tenants with rows of every collection', async () => {
    for (const slug of ['acme', 'northwind']) {
      for (const table of [
        'activities',
        'activity_targets',
        'consents',
        'exchange_rates',
        'record_tags',
        'tags',
      ]) {
        const [row] = await app.sql(
          `select count(*)::int as n from ${table} where tenant_id = $1`,
          [app.tenantId(slug)],
        )

        expect(Number(row?.['n']), `${table} of ${slug}`).toBeGreaterThan(4)
      }
    }
  })

  it('dates what is done, and takes the date away with the mark', async () => {
    const { id } = await activity({ dueAt: '2026-03-01T10:00:00.000Z' })
    const done = docOf(await ask('admin', 'PATCH', `/api/activities/${id}`, { done: true }))
    expect(Date.parse(String(done['doneAt']))).toBeGreaterThan(Date.now() - 60_000)
    const open = docOf(await ask('admin', 'PATCH', `/api/activities/${id}`, { done: false }))

    expect(open['doneAt']).toBeNull()
    expect(Date.parse(String(open['at']))).toBe(Date.parse('2026-03-01T10:00:00.000Z'))
  })

  it('marks what comes with a date as done', async () => {
    expect(await activity({ doneAt: '2026-02-01T10:00:00.000Z' })).toMatchObject({ done: true })
  })

  it('refuses an end before the start', async () => {
    const answer = await ask('admin', 'POST', '/api/activities', {
      endAt: '2026-03-01T09:00:00.000Z',
      startAt: '2026-03-01T10:00:00.000Z',
      subject: 'Backwards',
      type: 'meeting',
    })

    expect(answer.status).toBe(422)
    expect(codeOf(answer)).toMatchObject({ code: 'CRM_ACTIVITY_ENDS_EARLY', field: 'endAt' })
  })

  it('lets whom a task is assigned to tick it off', async () => {
    const { userId } = await app.signIn('acme', 'rep@acme.test')
    const { id, owner } = await activity({ assignee: userId })

    expect(owner).toBe(userId)
    expect(await ask('rep', 'PATCH', `/api/activities/${id}`, { done: true })).toMatchObject({
      status: 200,
    })
  })

  it('ties an activity to several records, each once, and lists those of a record by time', async () => {
    const target = { relationTo: 'companies', value: (await company()).id }
    const other = { relationTo: 'contacts', value: (await make('contacts', { lastName: 'T' })).id }
    const late = await activity({ dueAt: '2026-05-02T10:00:00.000Z', subject: 'late' })
    const early = await activity({ dueAt: '2026-05-01T10:00:00.000Z', subject: 'early' })
    await make('activity-targets', { activity: early.id, target })
    await make('activity-targets', { activity: late.id, target })
    await make('activity-targets', { activity: late.id, target: other })
    const twice = await ask('admin', 'POST', '/api/activity-targets', { activity: late.id, target })
    expect(twice.status).toBe(409)
    const list = async () => {
      const path = `/api/activity-targets?where[target.value][equals]=${target.value}&sort=-at`
      const { docs } = (await ask('admin', 'GET', path)).json as { docs: { activity: string }[] }

      return docs.map((doc) => doc.activity)
    }

    expect(await list()).toEqual([late.id, early.id])
    await ask('admin', 'PATCH', `/api/activities/${early.id}`, {
      dueAt: '2026-05-03T10:00:00.000Z',
    })
    expect(await list()).toEqual([early.id, late.id])
  })

  it.each(['activity-targets', 'record-tags'])(
    'refuses ties of %s to what is not there',
    async (slug) => {
      const [foreign] = await app.sql('select id from companies where tenant_id = $1 limit 1', [
        app.tenantId('northwind'),
      ])
      const [user] = await app.sql('select id from users where tenant_id = $1 limit 1', [
        app.tenantId('acme'),
      ])
      const trashed = await company()
      await ask('admin', 'DELETE', `/api/companies/${trashed.id}`)
      const side =
        slug === 'record-tags'
          ? { tag: (await make('tags', { name: `Tie ${slug}` })).id }
          : { activity: (await activity()).id }
      for (const target of [
        { relationTo: 'companies', value: newId() },
        { relationTo: 'companies', value: foreign?.['id'] },
        { relationTo: 'companies', value: trashed.id },
        { relationTo: 'contacts', value: (await company()).id },
        { relationTo: 'users', value: user?.['id'] },
        { relationTo: 'nothing', value: newId() },
      ]) {
        const answer = await ask('admin', 'POST', `/api/${slug}`, { ...side, target })

        expect(codeOf(answer)).toMatchObject({ code: 'RECORD_RELATION_MISSING', field: 'target' })
      }
      const none = await ask('admin', 'POST', `/api/${slug}`, side)
      expect(codeOf(none)).toMatchObject({ code: 'RECORD_FIELD_REQUIRED', field: 'target' })
    },
  )

  it('refuses a tie to a record that the person may not read, like one that is missing', async () => {
    const hidden = await company()
    const mine = await make('companies', { name: 'Mine' }, 'rep')
    const tag = await make('tags', { name: 'Secret' })
    const [role] = await app.sql(
      `update roles set permissions = jsonb_set(permissions, '{collections,companies}',
          '{"create":"all","read":"own","update":"own"}')
        where tenant_id = $1 and key = 'rep' returning id`,
      [app.tenantId('acme')],
    )
    expect(role).toBeDefined()
    invalidateTenantSessions(app.tenantId('acme'))
    const tie = (value: string) =>
      ask('rep', 'POST', '/api/record-tags', {
        tag: tag.id,
        target: { relationTo: 'companies', value },
      })

    expect(codeOf(await tie(hidden.id))).toMatchObject({ code: 'RECORD_RELATION_MISSING' })
    expect(await tie(mine.id)).toMatchObject({ status: 201 })
  })

  it('lets nobody tie an activity of another to a record who may not change it', async () => {
    const foreign = await activity()
    const target = { relationTo: 'deals', value: (await make('deals', { title: 'T' })).id }
    const answer = await ask('rep', 'POST', '/api/activity-targets', {
      activity: foreign.id,
      target,
    })

    expect(answer.status).toBe(403)
    expect(codeOf(answer)).toMatchObject({ code: 'CRM_ACTIVITY_FORBIDDEN' })
  })

  it('drops the ties with the record, once that is deleted for good', async () => {
    const { id } = await company()
    const target = { relationTo: 'companies', value: id }
    const tag = await make('tags', { name: 'Dropped' })
    const { id: task } = await activity()
    await make('activity-targets', { activity: task, target })
    await make('record-tags', { tag: tag.id, target })
    const ties = () =>
      app.sql(
        `select target_id from activity_targets where target_id = $1
          union all select target_id from record_tags where target_id = $1`,
        [id],
      )
    await ask('admin', 'DELETE', `/api/companies/${id}`)
    expect(await ties()).toHaveLength(2)
    await ask('admin', 'DELETE', `/api/companies/${id}?trash=true`)

    expect(await ties()).toEqual([])
    expect(await ask('admin', 'GET', `/api/activities/${task}`)).toMatchObject({ status: 200 })
  })

  it('takes no tag twice, whatever its capitals and spaces', async () => {
    const made = await make('tags', { name: '  Big   Fish ' })
    expect(made['name']).toBe('Big Fish')
    const answer = await ask('admin', 'POST', '/api/tags', { name: 'BIG fish' })

    expect(answer.status).toBe(409)
    expect(codeOf(answer)).toMatchObject({ code: 'RECORD_DUPLICATE', field: 'name' })
    expect(await ask('admin', 'PATCH', `/api/tags/${made.id}`, { name: 'big fish' })).toMatchObject(
      {
        status: 200,
      },
    )
  })

  it('lets one of two tags of one name win that are made at once', async () => {
    const answers = await Promise.all(
      ['Race', 'RACE', 'race', 'rAcE'].map((name) => ask('admin', 'POST', '/api/tags', { name })),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  })
})
