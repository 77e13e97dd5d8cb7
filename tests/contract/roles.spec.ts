import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CollectionModel } from '../../src/collection/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { formOf } from '../helpers/formOf.ts'
import { bodyOf, isWritable, uploadSample } from '../helpers/recordBodies.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const GOLDEN = path.join(import.meta.dirname, 'roles.golden.json')
const ROLES = ['admin', 'manager', 'rep', 'viewer'] as const

/** By role, by collection: what happened to each act, as `yes` or the status of the refusal. */
type Matrix = Record<string, Record<string, Record<string, string>>>

type Role = (typeof ROLES)[number]

describe('the four roles', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = async (role: Role, method: string, target: string, request: object = {}) => {
    const { token } = await app.signIn('acme', `${role}@acme.test`)

    return app.request('acme', method, target, { token, ...request })
  }

  /**
   * A record of the tenant to act on, made by the administrator; `owner` where the collection has owners. What
   * is personal nobody makes for others: there it is made by `maker`, whose it is.
   */
  async function make(
    model: CollectionModel,
    owner: string | undefined,
    maker: Role = 'admin',
  ): Promise<string> {
    if (model.slug === 'attachments') {
      return makeAttachment(owner)
    }
    if (model.slug === 'notifications') {
      return makeNotification(owner)
    }
    if (!isWritable(model)) {
      const live = model.trash ? 'and deleted_at is null' : ''
      const [row] = await app.sql(
        `select id from ${model.table} where tenant_id = $1 ${live} order by id limit 1`,
        [app.tenantId('acme')],
      )

      return String(row?.['id'])
    }
    const body = await bodyOf(model, relation(model))
    const part =
      owner === undefined || model.ownerField === undefined ? {} : { [model.ownerField]: owner }
    const answer = await ask(model.personal ? maker : 'admin', 'POST', `/api/${model.slug}`, {
      body: { ...body, ...part },
    })

    expect(answer).toMatchObject({ status: 201 })

    return (answer.json as { doc: { id: string } }).doc.id
  }

  /** A file has no body to be made of; whose it is can only be said past the API. */
  async function makeAttachment(owner: string | undefined): Promise<string> {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    const [deal] = await app.sql(
      'select id from deals where tenant_id = $1 and deleted_at is null limit 1',
      [app.tenantId('acme')],
    )
    const answer = await uploadSample(
      (method, target, request) => app.request('acme', method, target, { token, ...request }),
      { collection: 'deals', record: String(deal?.['id']) },
    )

    expect(answer).toMatchObject({ status: 201 })
    const { id } = (answer.json as { doc: { id: string } }).doc
    if (owner !== undefined) {
      await app.sql('update attachments set uploaded_by_id = $2 where id = $1', [id, owner])
    }

    return id
  }

  /** What people are told comes from rules alone. */
  async function makeNotification(user: string | undefined): Promise<string> {
    const id = newId()
    await app.sql(
      `insert into notifications (tenant_id, id, user_id, kind, collection)
        values ($1, $2, $3, 'assigned', 'deals')`,
      [app.tenantId('acme'), id, user],
    )

    return id
  }

  function relation(model: CollectionModel) {
    return async (slug: string): Promise<string> => {
      const related = app.product.models.find((one) => one.slug === slug)
      // Links are unique, so one of them is new each time; users are many and come from the demo.
      if (related !== undefined && related.slug !== 'users' && !model.trash) {
        return make(related, undefined)
      }
      const [row] = await app.sql(
        `select id from ${related?.table ?? ''} where tenant_id = $1 limit 1`,
        [app.tenantId('acme')],
      )

      return String(row?.['id'])
    }
  }

  async function acts(role: Role, model: CollectionModel): Promise<Record<string, string>> {
    const { userId } = await app.signIn('acme', `${role}@acme.test`)
    const otherRole = role === 'admin' ? 'rep' : 'admin'
    const { userId: other } = await app.signIn('acme', `${otherRole}@acme.test`)
    const base = `/api/${model.slug}`
    const found: Record<string, string> = {}
    const note = async (act: string, asked: ReturnType<typeof ask>) => {
      const answer = await asked
      found[act] = answer.status < 300 ? 'yes' : String(answer.status)
    }
    // What a form says of fields a person may not set is left out, so `title` alone would prove nothing.
    const body = isWritable(model) ? await bodyOf(model, relation(model)) : {}
    await note('create', ask(role, 'POST', base, { body }))
    if (model.slug === 'attachments') {
      const [deal] = await app.sql(
        'select id from deals where tenant_id = $1 and deleted_at is null limit 1',
        [app.tenantId('acme')],
      )
      const at = { collection: 'deals', record: String(deal?.['id']) }
      await note(
        'upload',
        uploadSample((method, target, request) => ask(role, method, target, request), at),
      )
    }
    const again = isWritable(model) ? await bodyOf(model, relation(model)) : {}
    await note('create by form', ask(role, 'POST', base, formOf(again)))
    await note('list', ask(role, 'GET', `${base}?limit=1`))
    await note('count', ask(role, 'GET', `${base}/count`))
    await note('summary', ask(role, 'GET', `${base}/summary?by=createdAt`))
    const sides =
      model.ownerField === undefined ? { any: undefined } : { foreign: other, own: userId }
    for (const [side, owner] of Object.entries(sides)) {
      const maker = side === 'own' ? role : otherRole
      const id = await make(model, owner, maker)
      await note(`read ${side}`, ask(role, 'GET', `${base}/${id}`))
      await note(`read with depth ${side}`, ask(role, 'GET', `${base}/${id}?depth=1`))
      await note(`update ${side}`, ask(role, 'PATCH', `${base}/${id}`, { body: {} }))
      await note(`update by form ${side}`, ask(role, 'PATCH', `${base}/${id}`, formOf({})))
      if (model.trash) {
        await note(
          `trash by form ${side}`,
          ask(
            role,
            'PATCH',
            `${base}/${await make(model, owner, maker)}`,
            formOf({ deletedAt: new Date().toISOString() }),
          ),
        )
      }
      await note(`delete ${side}`, ask(role, 'DELETE', `${base}/${id}`))
      if (model.trash) {
        await ask('admin', 'DELETE', `${base}/${id}`)
        await note(`delete for good ${side}`, ask(role, 'DELETE', `${base}/${id}?trash=true`))
      }
    }

    return found
  }

  async function actions(role: Role): Promise<Record<string, string>> {
    const found: Record<string, string> = {}
    const tries: [string, string, string, object][] = [
      [
        'users.manage: invite',
        'POST',
        '/api/auth/invitations',
        { email: `new-${role}@acme.test`, name: 'New', role: 'viewer' },
      ],
      ['settings.manage: switch a module', 'PATCH', '/api/modules/crm', { isOn: true }],
      ['sessions: list', 'GET', '/api/auth/sessions', {}],
      ['mails: list the own', 'GET', '/api/auth/mails', {}],
      ['modules: list', 'GET', '/api/modules', {}],
      ['platform: list tenants', 'GET', '/api/platform/tenants', {}],
      [
        'preferences: write the own',
        'POST',
        '/api/payload-preferences/golden',
        { value: { a: 1 } },
      ],
    ]
    for (const [name, method, target, body] of tries) {
      const answer = await ask(role, method, target, method === 'GET' ? {} : { body })
      found[name] = answer.status < 300 ? 'yes' : String(answer.status)
    }

    return found
  }

  it('may do what the golden file says, in every collection', { timeout: 240_000 }, async () => {
    const matrix: Matrix = {}
    for (const role of ROLES) {
      matrix[role] = { actions: await actions(role) }
      for (const model of app.product.models.filter((one) => one.slug !== 'payload-preferences')) {
        matrix[role][model.slug] = await acts(role, model)
      }
    }
    if (process.env['UPDATE_GOLDEN'] === '1') {
      writeFileSync(GOLDEN, `${JSON.stringify(matrix, null, 2)}\n`)
    }
    const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Matrix

    expect(matrix).toEqual(golden)
  })

  it('holds to what the roles are for, whatever the golden file says', () => {
    const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Matrix
    const of = (role: Role) =>
      Object.entries(golden[role] ?? {})
        .filter(([slug]) => slug !== 'actions')
        .flatMap(([slug, found]) =>
          Object.entries(found).map(([act, result]) => ({ act, result, slug })),
        )

    const isPersonal = ({ slug }: { slug: string }) =>
      app.product.models.some((model) => model.personal && model.slug === slug)
    // Whatever a role says, people have what is theirs, and nobody has what is not.
    for (const role of ROLES) {
      expect(
        of(role).filter(
          (entry) => isPersonal(entry) && entry.act.endsWith(' foreign') && entry.result === 'yes',
        ),
      ).toEqual([])
    }
    const writes = (entry: { act: string }) => !/^(?:count|list|read|summary)/.test(entry.act)
    const common = (role: Role) => of(role).filter((entry) => !isPersonal(entry))
    expect(common('viewer').filter((entry) => writes(entry) && entry.result === 'yes')).toEqual([])
    expect(common('viewer').filter((entry) => !writes(entry) && entry.result !== 'yes')).toEqual([])
    expect(
      common('rep').filter(
        ({ act, result }) =>
          result === 'yes' && (/^(?:delete|trash)/.test(act) || /^update.* foreign$/.test(act)),
      ),
    ).toEqual([])
    for (const role of ['manager', 'rep', 'viewer'] as const) {
      expect(
        of(role).filter(
          (entry) =>
            ['roles', 'users'].includes(entry.slug) && writes(entry) && entry.result === 'yes',
        ),
      ).toEqual([])
      expect(golden[role]?.['actions']?.['users.manage: invite']).toBe('403')
      expect(golden[role]?.['actions']?.['settings.manage: switch a module']).toBe('403')
    }
    expect(of('admin').length).toBeGreaterThan(90)
  })
})
