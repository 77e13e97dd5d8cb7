import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { invalidateTenantSessions } from '../../src/identity/index.ts'
import type { AppRequest, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Doc = Record<string, unknown> & { id: string }

/** A secret that no answer to the person of these tests may hold. */
const SECRET = 'Zanzibar Holdings'
const REVENUE = 987_654_321

describe('rights of roles', () => {
  let app: TestApp
  let person: { token: string; userId: string }
  let companyId: string

  const ask = (method: string, path: string, body?: unknown, request: AppRequest = {}) =>
    app.request('acme', method, path, {
      ...request,
      ...(body === undefined ? {} : { body }),
      token: person.token,
    })

  const asAdmin = async (method: string, path: string, body?: unknown) => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    const answer = await app.request('acme', method, path, {
      token,
      ...(body === undefined ? {} : { body }),
    })

    expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300)

    return answer.json as { doc: Doc; docs: Doc[]; totalDocs: number }
  }

  async function give(main: object, further?: object): Promise<void> {
    const role = await makeRole(main)
    await asAdmin('PATCH', `/api/users/${person.userId}`, { role })
    const { docs } = await asAdmin('GET', '/api/user-roles?limit=50')
    for (const { id } of docs) {
      await asAdmin('DELETE', `/api/user-roles/${id}`)
    }
    if (further !== undefined) {
      await asAdmin('POST', '/api/user-roles', {
        role: await makeRole(further),
        user: person.userId,
      })
    }
    invalidateTenantSessions(app.tenantId('acme'))
  }

  async function makeRole(permissions: object): Promise<string> {
    const name = `Role ${Math.random().toString(36).slice(2)}`
    const { doc } = await asAdmin('POST', '/api/roles', { name: { en: name }, permissions })

    return doc.id
  }

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    person = await app.signIn('acme', 'rep@acme.test')
    const { doc } = await asAdmin('POST', '/api/companies', {
      industry: SECRET,
      name: 'Hidden Things Ltd',
      revenue: REVENUE,
    })
    companyId = doc.id
  })
  afterAll(async () => {
    await app.close()
  })

  describe('with a hidden and a kept field', () => {
    beforeAll(async () => {
      await give({
        actions: [],
        collections: { '*': { create: 'all', delete: 'all', read: 'all', update: 'all' } },
        fields: { companies: { description: 'readOnly', industry: 'hidden', revenue: 'hidden' } },
      })
    })

    it.each([
      ['as a filter', '/api/companies?where[industry][equals]=x'],
      ['as a filter that asks whether it is there', '/api/companies?where[industry][exists]=true'],
      ['deep in a tree', '/api/companies?where[or][0][and][0][revenue][greater_than]=1'],
      ['from a related record', '/api/deals?where[company.industry][equals]=x'],
      ['in a count', '/api/companies/count?where[revenue][greater_than]=1'],
      ['as an order', '/api/companies?sort=revenue'],
      ['as an order among others', '/api/companies?sort=name,-revenue'],
      ['as the order of a related record', '/api/deals?sort=company.revenue'],
      ['as a group', '/api/companies/summary?by=industry'],
      ['as a group of a related record', '/api/deals/summary?by=company.industry'],
      ['as a sum', '/api/companies/summary?by=name&sum=revenue'],
      ['as a filter of a summary', '/api/companies/summary?by=name&where[revenue][exists]=true'],
    ])('knows no such field %s', async (_where, path) => {
      const hidden = await ask('GET', path)
      const missing = await ask('GET', path.replaceAll(/industry|revenue/g, 'nonsense'))

      expect(hidden.status).toBe(400)
      expect(hidden.text.replaceAll(/industry|revenue/g, 'nonsense')).toBe(missing.text)
    })

    it.each([
      ['one', () => `/api/companies/${companyId}`],
      ['one, with what it refers to', () => `/api/companies/${companyId}?depth=1`],
      ['a list', () => '/api/companies?limit=200'],
      ['a list through Payload', () => '/api/companies?limit=200&depth=1'],
      ['a list that asks for it', () => '/api/companies?limit=200&select[industry]=true'],
      ['a search', () => '/api/search?q=hidden+things'],
      ['a search for it', () => '/api/search?q=zanzibar'],
    ])('leaves it out of %s', async (_what, path) => {
      const answer = await ask('GET', path())

      expect(answer.status).toBe(200)
      expect(answer.text).not.toContain(SECRET)
      expect(answer.text).not.toContain(String(REVENUE))
      expect(answer.text).not.toContain('"industry"')
    })

    it('leaves it out of what a related record shows of it', async () => {
      const { doc } = await asAdmin('POST', '/api/deals', { company: companyId, title: 'Deep' })
      const answer = await ask('GET', `/api/deals/${doc.id}?depth=1`)

      expect(answer.text).toContain('Hidden Things Ltd')
      expect(answer.text).not.toContain(SECRET)
    })

    it('takes no value for it and keeps the one it has', async () => {
      const refused = await ask('PATCH', `/api/companies/${companyId}`, { industry: 'x' })
      const unknown = await ask('PATCH', `/api/companies/${companyId}`, { nonsense: 'x' })
      const changed = await ask('PATCH', `/api/companies/${companyId}`, { phone: '+49 30 1' })
      const made = await ask('POST', '/api/companies', { name: 'New', revenue: 5 })
      const { doc } = await asAdmin('GET', `/api/companies/${companyId}`).then((json) => ({
        doc: json as unknown as Doc,
      }))

      expect(refused.status).toBe(400)
      expect(refused.text.replaceAll('industry', 'nonsense')).toBe(unknown.text)
      expect(changed.status).toBe(200)
      expect(changed.text).not.toContain(SECRET)
      expect(made.status).toBe(400)
      expect(doc).toMatchObject({ industry: SECRET, phone: '+49 30 1', revenue: REVENUE })
    })

    it('shows a kept field and refuses to change it', async () => {
      await asAdmin('PATCH', `/api/companies/${companyId}`, { description: 'kept' })
      const read = await ask('GET', `/api/companies/${companyId}`)
      const refused = await ask('PATCH', `/api/companies/${companyId}`, { description: 'changed' })
      const same = await ask('PATCH', `/api/companies/${companyId}`, { description: 'kept' })

      expect(read.json).toMatchObject({ description: 'kept' })
      expect(refused).toMatchObject({ status: 400 })
      expect(refused.text).toContain('RECORD_FIELD_PROTECTED')
      expect(same.status).toBe(200)
    })

    it('is not helped by a second role that does not reach the collection', async () => {
      await give(
        {
          actions: [],
          collections: { companies: { read: 'all' } },
          fields: { companies: { industry: 'hidden' } },
        },
        { actions: [], collections: { deals: { read: 'all' } } },
      )
      expect((await ask('GET', `/api/companies/${companyId}`)).text).not.toContain(SECRET)

      await give(
        {
          actions: [],
          collections: { companies: { read: 'all' } },
          fields: { companies: { industry: 'hidden' } },
        },
        { actions: [], collections: { companies: { read: 'own' } } },
      )
      expect((await ask('GET', `/api/companies/${companyId}`)).text).toContain(SECRET)
    })
  })

  describe('by owner and team', () => {
    let mine: string
    let mates: string
    let below: string
    let others: string
    let mate: string
    let far: string

    const company = async (owner: string, name: string) =>
      (await asAdmin('POST', '/api/companies', { name, owner })).doc.id
    const team = async (name: string, parent?: string) =>
      (
        await asAdmin('POST', '/api/teams', {
          name: `${name} ${Math.random().toString(36).slice(2)}`,
          ...(parent === undefined ? {} : { parent }),
        })
      ).doc.id

    beforeAll(async () => {
      const north = await team('North')
      const coast = await team('Coast', north)
      const user = async (name: string, teamId: string) =>
        (await asAdmin('POST', '/api/users', { name, team: teamId })).doc.id
      await asAdmin('PATCH', `/api/users/${person.userId}`, { team: north })
      mate = await user('Mate', north)
      const underling = await user('Below', coast)
      far = await user('Far', await team('South'))
      mine = await company(person.userId, 'Mine')
      mates = await company(mate, 'Of a mate')
      below = await company(underling, 'Of a team below')
      others = await company(far, 'Of another team')
    })

    const sees = async (id: string) => (await ask('GET', `/api/companies/${id}`)).status
    const changes = async (id: string) =>
      (await ask('PATCH', `/api/companies/${id}`, { phone: String(Math.random()) })).status

    it('reads what belongs to the teams, down the tree and no further', async () => {
      await give({ actions: [], collections: { companies: { read: 'team', update: 'own' } } })
      const list = await ask('GET', '/api/companies?limit=200')
      const ids = (list.json as { docs: Doc[]; totalDocs: number }).docs.map(({ id }) => id)
      const count = await ask('GET', '/api/companies/count')

      expect(await Promise.all([mine, mates, below, others].map(sees))).toEqual([
        200, 200, 200, 404,
      ])
      expect(await Promise.all([mine, mates, below, others].map(changes))).toEqual([
        200, 403, 403, 404,
      ])
      expect(ids).toEqual(expect.arrayContaining([mine, mates, below]))
      expect(ids).not.toContain(others)
      expect((count.json as { totalDocs: number }).totalDocs).toBe(ids.length)
    })

    it('finds nothing by way of a relation that it could not read itself', async () => {
      await give({
        actions: [],
        collections: { companies: { read: 'own' }, deals: { read: 'all' } },
      })
      await asAdmin('POST', '/api/deals', { company: others, title: 'Elsewhere' })
      const foreign = await ask('GET', '/api/deals?where[company.name][equals]=Of%20another%20team')
      const ordered = await ask('GET', '/api/deals?sort=company.name&limit=5')
      const people = await ask('GET', '/api/deals?where[owner.name][like]=a')

      expect(foreign.json).toMatchObject({ totalDocs: 0 })
      expect(ordered.status).toBe(200)
      expect(people).toMatchObject({ status: 400 })
    })

    it('lets nobody make records for people beyond the level of creating', async () => {
      await give({
        actions: [],
        collections: { companies: { create: 'team', read: 'all', update: 'all' } },
      })
      const make = async (owner: string) =>
        (await ask('POST', '/api/companies', { name: 'Made', owner })).status

      expect(await Promise.all([person.userId, mate, far].map(make))).toEqual([201, 201, 403])
    })

    it('lets Payload show the same rights that the store holds to', async () => {
      await give({ actions: [], collections: { companies: { read: 'team', update: 'team' } } })
      const access = async (id: string) => {
        const answer = await ask('POST', `/api/companies/access/${id}`, {})

        // Payload says `true` for what is allowed and leaves out what is not.
        return (answer.json as { update?: unknown }).update !== undefined
      }

      expect(await Promise.all([mine, below, others].map(access))).toEqual([true, true, false])
    })
  })

  describe('refusals', () => {
    it.each([
      [{ collections: { deals: { read: 'some' } } }, 'deals.read'],
      [{ fields: { nothing: { name: 'hidden' } } }, 'fields.nothing'],
      [{ fields: { deals: { nothing: 'hidden' } } }, 'nothing'],
      [{ fields: { deals: { amount: 'secret' } } }, 'amount'],
      [{ fields: { deals: { title: 'hidden' } } }, 'title'],
    ])('says what is wrong with %j', async (permissions, said) => {
      const { token } = await app.signIn('acme', 'admin@acme.test')
      const answer = await app.request('acme', 'POST', '/api/roles', {
        body: { name: { en: 'Wrong' }, permissions },
        token,
      })

      expect(answer.status).toBe(422)
      expect(answer.text).toContain(said)
    })

    it('keep teams a tree', async () => {
      const top = (await asAdmin('POST', '/api/teams', { name: 'Ring 1' })).doc.id
      const low = (await asAdmin('POST', '/api/teams', { name: 'Ring 2', parent: top })).doc.id
      const { token } = await app.signIn('acme', 'admin@acme.test')
      const answer = await app.request('acme', 'PATCH', `/api/teams/${top}`, {
        body: { parent: low },
        token,
      })

      expect(answer.status).toBe(409)
      expect(answer.text).toContain('PLATFORM_TEAM_CYCLE')
    })

    it('give nobody a further role with more than they hold who gives it', async () => {
      await give({
        actions: ['users.manage'],
        collections: { '*': { create: 'all', read: 'all', update: 'all' } },
      })
      const { docs } = await asAdmin('GET', '/api/roles?where[key][equals]=admin')
      const answer = await ask('POST', '/api/user-roles', {
        role: docs[0]?.id,
        user: person.userId,
      })

      expect(answer.status).toBe(403)
      expect(answer.text).toContain('PLATFORM_RIGHTS_EXCEEDED')
    })
  })

  describe('the view of a change', () => {
    it('says what a role would give and take, for itself and for each who has it', async () => {
      await give(
        { actions: [], collections: { deals: { read: 'own' } } },
        { actions: [], collections: { deals: { read: 'team' } } },
      )
      const { docs } = await asAdmin('GET', `/api/users?where[id][equals]=${person.userId}`)
      const preview = (await asAdmin('POST', '/api/rights/preview', {
        permissions: {
          actions: ['records.bulk'],
          collections: { deals: { read: 'all' } },
          fields: { deals: { amount: 'hidden' } },
        },
        role: docs[0]?.['role'],
      })) as unknown as { role: object; users: { changes: object; id: string }[] }

      expect(preview.role).toMatchObject({
        actions: { given: ['records.bulk'], taken: [] },
        collections: [{ action: 'read', collection: 'deals', from: 'own', to: 'all' }],
        fields: [{ collection: 'deals', from: 'open', path: 'amount', to: 'hidden' }],
      })
      expect(preview.users).toMatchObject([
        {
          changes: {
            collections: [{ action: 'read', collection: 'deals', from: 'team', to: 'all' }],
            // The other role shows the field.
            fields: [{ path: 'amount', to: 'readOnly' }],
          },
          id: person.userId,
        },
      ])
    })

    it('is for those alone who manage users', async () => {
      await give({ actions: [], collections: { '*': { read: 'all' } } })
      const why = await ask('GET', `/api/rights/why?user=${person.userId}&collection=deals`)
      const preview = await ask('POST', '/api/rights/preview', { permissions: {}, role: companyId })

      expect([why.status, preview.status]).toEqual([403, 403])
    })
  })

  describe('on the other surfaces of a hidden and a kept field', () => {
    let entry: string
    let own: string

    const job = async (path: string, id: string) => {
      for (let tries = 0; tries < 300; tries += 1) {
        const { state } = (await ask('GET', `${path}${id}`)).json as { state: string }
        if (!['queued', 'running'].includes(state)) {
          return
        }
        await sleep(50)
      }
      throw new Error('The work did not end.')
    }
    const upload = async (content: string) => {
      const answer = await ask('POST', '/api/imports?collection=companies&file=list.csv', content)
      expect(answer).toMatchObject({ status: 201 })

      return (answer.json as { id: string }).id
    }
    /** The answer about a hidden field and about one that does not exist, made alike but for the name. */
    const alike = async (attempt: (field: string) => ReturnType<typeof ask>) => {
      const [hidden, missing] = [await attempt('industry'), await attempt('nonsense')]
      const plainly = ({ status, text }: { status: number; text: string }) =>
        `${status} ${text}`
          .replaceAll('industry', 'nonsense')
          .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '<id>')
      expect(plainly(hidden)).toBe(plainly(missing))
      expect(hidden.text).not.toContain(SECRET)

      return hidden
    }

    beforeAll(async () => {
      await give({
        actions: ['records.bulk', 'records.export', 'records.import'],
        collections: { '*': { create: 'all', delete: 'all', read: 'all', update: 'all' } },
        fields: { companies: { description: 'readOnly', industry: 'hidden', revenue: 'hidden' } },
      })
      const made = await asAdmin('POST', '/api/companies', {
        description: 'kept',
        industry: SECRET,
        name: 'Surfaces Ltd',
        revenue: REVENUE,
      })
      own = made.doc.id
      await asAdmin('PATCH', `/api/companies/${own}`, {
        description: 'kept still',
        industry: `${SECRET} 2`,
        phone: '+49 30 1',
      })
      const { docs } = await asAdmin('GET', `/api/companies/${own}/history`)
      entry = docs[0]?.id ?? ''
    })

    it('is not in the history, nor can the history be asked for it', async () => {
      const all = await ask('GET', `/api/companies/${own}/history`)
      const one = await alike((field) => ask('GET', `/api/companies/${own}/history?field=${field}`))

      expect(all.status).toBe(200)
      expect(all.text).toContain('"description"')
      expect(all.text).not.toMatch(/industry|revenue|Zanzibar|987654321/)
      expect(one.status).toBe(400)
    })

    it('does not come back from the history', async () => {
      const restore = (fields: string[]) =>
        ask('POST', `/api/companies/${own}/history/${entry}/restore`, { fields })
      const hidden = await alike((field) => restore([field]))
      const kept = await restore(['description'])

      expect(hidden.status).toBe(400)
      expect(kept.status).toBe(400)
      expect(kept.text).toContain('RECORD_FIELD_PROTECTED')
      expect((await restore(['phone'])).status).toBe(200)
      expect(await asAdmin('GET', `/api/companies/${own}`)).toMatchObject({
        description: 'kept still',
        industry: `${SECRET} 2`,
      })
    })

    it('is refused row by row in a bulk change, and is no condition of one', async () => {
      const bulk = (body: object) => ask('POST', '/api/companies/bulk', body)
      const hidden = await alike((field) =>
        bulk({ operations: [{ data: { [field]: 'x' }, id: own, op: 'update' }] }),
      )
      const kept = await bulk({ data: { description: 'x' }, ids: [own], op: 'update' })
      const where = await alike((field) =>
        bulk({ data: { phone: '+49 30 2' }, op: 'update', where: { [field]: { exists: true } } }),
      )

      expect(hidden.json).toMatchObject({ results: [{ ok: false }] })
      expect(kept.json).toMatchObject({
        results: [{ error: { code: 'RECORD_FIELD_PROTECTED' }, ok: false }],
      })
      expect(where.status).toBe(400)
      expect(await asAdmin('GET', `/api/companies/${own}`)).toMatchObject({
        description: 'kept still',
        industry: `${SECRET} 2`,
      })
    })

    it('is in no export, by whichever name it is asked for', async () => {
      const body = { collection: 'companies', format: 'json' }
      for (const part of [
        (field: string) => ({ fields: [field] }),
        (field: string) => ({ sort: field }),
        (field: string) => ({ where: { [field]: { exists: true } } }),
      ]) {
        const answer = await alike((field) =>
          ask('POST', '/api/exports', { ...body, ...part(field) }),
        )

        expect(answer.status).toBe(400)
      }
      const started = await ask('POST', '/api/exports', body)
      expect(started.status).toBe(202)
      const { id } = started.json as { id: string }
      await job('/api/exports/', id)
      const file = await ask('GET', `/api/exports/${id}/file`)

      expect(file.status).toBe(200)
      expect(file.text).toContain('Surfaces Ltd')
      expect(file.text).toContain('kept still')
      expect(file.text).not.toMatch(/industry|revenue|Zanzibar|987654321/)
    })

    it('is filled by no import, mapped or guessed, and matches no row', async () => {
      const id = await upload('name,industry,description\nSurfaces Ltd,taken,taken\n')
      const plan = (map: object) => ask('POST', `/api/imports/${id}/plan`, { map })
      const mapped = await alike((field) => plan({ columns: { industry: field } }))
      const kept = await plan({ columns: { description: 'description' } })
      const key = await alike((field) => plan({ key: field }))
      const preview = await ask('GET', `/api/imports/${id}/preview`)
      await ask('POST', `/api/imports/${id}/start`)
      await job('/api/imports/', id)

      expect([mapped.status, kept.status, key.status]).toEqual([400, 400, 400])
      expect((preview.json as { columns: object[] }).columns).toMatchObject([
        { target: 'name' },
        { target: null },
        { target: null },
      ])
      expect(await asAdmin('GET', `/api/companies/${own}`)).toMatchObject({
        description: 'kept still',
        industry: `${SECRET} 2`,
      })
    })

    it('is not in the description of the API', async () => {
      const answer = await ask('GET', '/api/openapi.json')

      expect(answer.status).toBe(200)
      expect(answer.text).toContain('"description"')
      expect(answer.text).not.toMatch(/industry|revenue/)
    })

    it('is explained to nobody but those who manage users', async () => {
      const why = (field: string) =>
        ask('GET', `/api/rights/why?user=${person.userId}&collection=companies&field=${field}`)

      expect((await alike(why)).status).toBe(403)
    })
  })
})
