import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CollectionModel } from '../../src/collection/index.ts'
import { isId, newId } from '../../src/kernel/ids/index.ts'
import { formOf } from '../helpers/formOf.ts'
import {
  bodyOf,
  isChangeable,
  needsFresh,
  sampleOf,
  uploadSample,
} from '../helpers/recordBodies.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp, testProduct } from '../helpers/testApp.ts'

/** Names no client may set, whether or not a collection has a column of that name. */
const NEVER = [
  ...['account', 'accountId', 'account_id', 'builtIn', 'createdAt', 'createdBy', 'deletedAt'],
  ...['id', 'kind', 'loginAttempts', 'password', 'passwordHash', 'permissions.actions', 'roleKey'],
  ...['status', 'tenant', 'tenantId', 'tenant_id', 'updatedAt', 'version', '__proto__'],
  ...['_status', 'apiKey', 'hash', 'salt', 'resetPasswordToken', 'sessions', 'constructor'],
]

const REFUSED = /FIELD_PROTECTED|FIELD_UNKNOWN|FIELD_INVALID|RECORD_VERSION_CONFLICT|^none/

/** Choices that new records have by themselves. */
const DEFAULTS = new Set(['open', 'placeholder', 'staff'])

/** Ways to send a document; each gives the answer and the id of the record it touched. */
const WAYS = ['create', 'create by form', 'update', 'update by form', 'bulk'] as const

type Attempt = { field: string; model: CollectionModel; value: unknown; way: (typeof WAYS)[number] }

const models = testProduct().models.filter(
  (model) => isChangeable(model) && model.slug !== 'payload-preferences',
)

/** `kind` of stages and the like are fields a client does set. */
const isOpen = (model: CollectionModel, name: string) =>
  model.byPath.get(name)?.protected === false ||
  (name === 'permissions.actions' && model.slug === 'roles')

const attempts: Attempt[] = models.flatMap((model) =>
  [
    ...new Set([
      ...model.fields.filter((field) => field.protected).map((field) => field.path),
      ...NEVER.filter((name) => !isOpen(model, name)),
    ]),
  ].flatMap((field) => WAYS.map((way) => ({ field, model, value: valueFor(model, field), way }))),
)

function valueFor(model: CollectionModel, name: string): unknown {
  const field = model.byPath.get(name)
  if (field === undefined || field.kind === 'relation') {
    return name === 'version' ? 77 : newId()
  }
  const sample = sampleOf(field, 4711)

  return field.kind === 'choice'
    ? field.options?.find((option) => !DEFAULTS.has(option))
    : (sample ?? newId())
}

describe('mass assignment', () => {
  let app: TestApp
  let token: string
  const targets = new Map<string, Promise<string>>()

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (method: string, path: string, request: object) =>
    app.request('acme', method, path, { token, ...request })

  const newBody = (model: CollectionModel): Promise<Record<string, unknown>> =>
    bodyOf(model, (slug) => relation(model, slug))

  async function relation(model: CollectionModel, slug: string): Promise<string> {
    const related = models.find((one) => one.slug === slug)
    if (related !== undefined && needsFresh(model, related)) {
      return create(related)
    }
    const [row] = await app.sql(
      `select id from ${related?.table ?? slug} where tenant_id = $1 limit 1`,
      [app.tenantId('acme')],
    )

    return String(row?.['id'])
  }

  async function create(model: CollectionModel): Promise<string> {
    const answer =
      model.slug === 'attachments'
        ? await uploadSample(ask, { collection: 'deals', record: await relation(model, 'deals') })
        : await ask('POST', `/api/${model.slug}`, { body: await newBody(model) })

    expect(answer).toMatchObject({ status: 201 })

    return idOf(answer)
  }

  function target(model: CollectionModel): Promise<string> {
    const known = targets.get(model.slug) ?? create(model)
    targets.set(model.slug, known)

    return known
  }

  async function send({
    field,
    model,
    value,
    way,
  }: Attempt): Promise<{ answer: AppAnswer; id: string }> {
    const path = `/api/${model.slug}`
    const part = JSON.parse(JSON.stringify({ [field]: value })) as Record<string, unknown>
    // A literal key, not the prototype.
    const body = Object.assign(Object.create(null), part) as Record<string, unknown>
    if (way.startsWith('create')) {
      const whole = `${JSON.stringify(await newBody(model)).slice(0, -1)},${JSON.stringify(body).slice(1)}`
      const answer =
        way === 'create'
          ? await ask('POST', path, {
              body: whole,
              headers: { 'content-type': 'application/json' },
            })
          : await ask('POST', path, formOf(whole))

      return { answer, id: answer.status === 201 ? idOf(answer) : '' }
    }
    const id = await target(model)
    const text = JSON.stringify(body)
    const json = { body: text, headers: { 'content-type': 'application/json' } }
    const answer =
      way === 'update'
        ? await ask('PATCH', `${path}/${id}`, json)
        : way === 'bulk'
          ? await ask('PATCH', `${path}?${stringify({ where: { id: { equals: id } } })}`, json)
          : await ask('PATCH', `${path}/${id}`, formOf(text))

    return { answer, id }
  }

  it.each(attempts.map((attempt) => ({ ...attempt, slug: attempt.model.slug })))(
    'stores no "$field" of $slug: $way',
    async (attempt) => {
      const { model, value } = attempt
      const before = attempt.way.startsWith('create')
        ? undefined
        : await stored(model, await target(model))
      const { answer, id } = await send(attempt)
      const after = id === '' ? undefined : await stored(model, id)

      expect(answer.status).toBeLessThan(500)
      // Sending `deletedAt` alone is how screens trash a record; the moment is the server's.
      const isTrashed = attempt.field === 'deletedAt'
      targets.delete(isTrashed ? model.slug : '')
      const column = model.byPath.get(attempt.field)?.column
      const kept = column === undefined ? null : (after?.[column] ?? null)

      expect(kept).not.toEqual(value)
      expect(JSON.stringify(after ?? {})).not.toContain(isId(value) ? value : 'no id was sent')
      expect(before === undefined || isTrashed ? after : before).toEqual(after)
      // A log takes no change at all.
      const refused = model.writtenBy === 'people' ? REFUSED : /RECORD_FORBIDDEN/
      expect(refusalOf(answer)).toMatch(
        attempt.way === 'update' || attempt.way === 'bulk' ? refused : /./,
      )
      expect(after?.['tenant_id'] ?? app.tenantId('acme')).toBe(app.tenantId('acme'))
    },
  )

  it('has rows by the hundred', () => {
    expect(attempts.length).toBeGreaterThan(600)
  })

  it.each(['manager', 'rep', 'viewer'])('gives a %s no way to more rights', async (role) => {
    const person = await app.signIn('acme', `${role}@acme.test`)
    const [admin] = await app.sql("select id from roles where tenant_id = $1 and key = 'admin'", [
      app.tenantId('acme'),
    ])
    const [own] = await app.sql('select id, role_id from users where tenant_id = $1 and id = $2', [
      app.tenantId('acme'),
      person.userId,
    ])
    const mine = await app.sql('select id, permissions from roles where id = $1', [
      own?.['role_id'],
    ])
    const everything = { actions: ['users.manage'], collections: { '*': { update: 'all' } } }
    const tries: [string, string, Record<string, unknown>][] = [
      ['PATCH', `/api/users/${person.userId}`, { role: admin?.['id'] }],
      ['PATCH', `/api/users?where[id][equals]=${person.userId}`, { role: admin?.['id'] }],
      ['PATCH', `/api/roles/${String(own?.['role_id'])}`, { permissions: everything }],
      [
        'POST',
        '/api/roles',
        { key: `mine-${role}`, name: { en: 'Mine' }, permissions: everything },
      ],
      ['POST', '/api/users', { name: 'Second me', role: admin?.['id'] }],
      ['POST', '/api/auth/invitations', { email: 'me@acme.test', name: 'Me', role: 'admin' }],
    ]
    for (const [method, path, body] of tries) {
      for (const request of [{ body }, formOf(JSON.stringify(body))]) {
        const answer = await app.request('acme', method, path, { ...request, token: person.token })

        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }
    }

    expect(await app.sql('select id, role_id from users where id = $1', [person.userId])).toEqual([
      own,
    ])
    expect(
      await app.sql('select id, permissions from roles where id = $1', [own?.['role_id']]),
    ).toEqual(mine)
  })

  it('lets nobody write a collection that rules alone write, by JSON or by form', async () => {
    const [row] = await app.sql(
      'select * from deal_stage_history where tenant_id = $1 order by id limit 1',
      [app.tenantId('acme')],
    )
    const body = { deal: row?.['deal_id'], enteredAt: '2020-01-01T00:00:00.000Z', seconds: 4711 }
    const id = String(row?.['id'])
    for (const request of [{ body }, formOf(JSON.stringify(body))]) {
      const made = await ask('POST', '/api/deal-stage-history', request)
      await ask('PATCH', `/api/deal-stage-history/${id}`, request)

      expect(made.status).toBeGreaterThanOrEqual(400)
      expect(made.status).toBeLessThan(500)
    }
    const found = await app.sql('select 1 from deal_stage_history where seconds = 4711')

    expect(found).toEqual([])
    expect(await app.sql('select * from deal_stage_history where id = $1', [id])).toEqual([row])
  })

  async function stored(model: CollectionModel, id: string): Promise<Record<string, unknown>> {
    const [row] = await app.sql(`select to_jsonb(t) as row from ${model.table} t where id = $1`, [
      id,
    ])

    return (row?.['row'] ?? {}) as Record<string, unknown>
  }
})

function idOf(answer: AppAnswer): string {
  return (answer.json as { doc: { id: string } }).doc.id
}

/** The code of a refusal, or `none` with the status. */
function refusalOf(answer: AppAnswer): string {
  const body = answer.json as { errors?: { code: string }[] } | undefined

  return body?.errors?.[0]?.code ?? `none ${answer.status}`
}
