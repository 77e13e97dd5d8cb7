import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { searchRecords } from '../../src/collection/index.ts'
import type { SearchHit } from '../../src/collection/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import type { AccessView } from '../../src/kernel/scope/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { Refusal } from '../helpers/expectRefusal.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const PEOPLE = [
  ['Jürgen Müller', 'jurgen.muller@globex.example', '+49 30 1234567'],
  ['Anna Mueller', 'anna@initech.example', null],
  ['Thomas Muller', 'thomas@initech.example', '030 / 7654321'],
  ['Muller', null, null],
  ['Peter Mullerstein', 'peter@hooli.example', null],
  ['José García', 'jose@wayne.example', '(0171) 555-0199'],
  ['Élodie Weißhaupt', 'elodie@wayne.example', null],
  ['Sabine Schmidt', 'sabine@wayne.example', null],
  ['Joe Sample', 'joe@sample.example', null],
] as const

let app: TestApp
let token: string

beforeAll(async () => {
  app = await testApp({ tenants: ['finder', 'other'] })
  ;({ token } = await app.signIn('finder', 'admin@finder.test'))
  for (const slug of ['finder', 'other']) {
    for (const [name, email, phone] of PEOPLE) {
      await app.sql(
        `insert into contacts (tenant_id, id, name, email, phone, created_at, updated_at, version)
          values ($1, $2, $3, $4, $5, now(), now(), 1)`,
        [app.tenantId(slug), newId(), name, email, phone],
      )
    }
  }
  await app.sql(
    `insert into companies (tenant_id, id, name, domain, created_at, updated_at, version)
      values ($1, $2, 'Müller & Söhne', 'mueller-soehne.example', now(), now(), 1)`,
    [app.tenantId('finder'), newId()],
  )
  await app.sql(
    `insert into contacts (tenant_id, id, name, created_at, updated_at, version)
      select $1, gen_random_uuid(), 'Crowd ' || i, now(), now(), 1 from generate_series(1, 3000) i`,
    [app.tenantId('finder')],
  )
})

afterAll(async () => {
  await app.close()
})

const search = async (query: Record<string, string>, slug = 'finder'): Promise<SearchHit[]> => {
  const person = await app.signIn(slug, `admin@${slug}.test`)
  const answer = await app.request(slug, 'GET', `/api/search?${new URLSearchParams(query)}`, {
    token: person.token,
  })
  expect(answer).toMatchObject({ status: 200 })

  return (answer.json as { docs: SearchHit[] }).docs
}
const titles = async (q: string, within = 'contacts') =>
  (await search({ in: within, limit: '50', q })).map(({ title }) => title)
const codeOf = async (query: string) => {
  const answer = await app.request('finder', 'GET', `/api/search?${query}`, { token })

  return [answer.status, (answer.json as Refusal).errors[0]?.code]
}

describe('search', () => {
  it.each(['Müller', 'Mueller', 'muller', 'MÜLLER', 'Mu\u0308ller'])(
    'finds every spelling of a name by %s',
    async (q) => {
      expect((await titles(q)).toSorted()).toEqual([
        'Anna Mueller',
        'Jürgen Müller',
        'Muller',
        'Peter Mullerstein',
        'Thomas Muller',
      ])
    },
  )

  it('puts what is called so first, then what has the word, then what begins with it', async () => {
    const found = await titles('muller')

    expect(found[0]).toBe('Muller')
    expect(found.at(-1)).toBe('Peter Mullerstein')
  })

  it.each([
    ['words in any order', 'schmidt sabine', 'Sabine Schmidt'],
    ['the beginning of a word', 'garc', 'José García'],
    ['letters without their accents', 'elodie weisshaupt', 'Élodie Weißhaupt'],
    ['a part of an e-mail address', 'jurgen.muller@glob', 'Jürgen Müller'],
    ['a letter too many', 'Schmiddt', 'Sabine Schmidt'],
    ['a missing letter', 'Shmidt', 'Sabine Schmidt'],
    ['two letters in the wrong order', 'Schmitd', 'Sabine Schmidt'],
    ['a wrong letter', 'Garzia', 'José García'],
    ['a short name', 'joe', 'Joe Sample'],
    ['two letters', 'jo', 'Joe Sample'],
    ['the digits of a number', '+49 (30) 123-45', 'Jürgen Müller'],
    ['a number with another area code form', '0049 30 1234567', 'Jürgen Müller'],
    ['a number written with a nought', '030 1234567', 'Jürgen Müller'],
    ['digits without signs', '0171555', 'José García'],
  ])('finds by %s', async (_name, q, title) => {
    expect(await titles(q)).toContain(title)
  })

  it('looks in every collection and says where the words stand', async () => {
    const found = await search({ limit: '50', q: 'Müller' })

    expect(new Set(found.map(({ collection }) => collection))).toEqual(
      new Set(['companies', 'contacts']),
    )
    expect(found.find(({ title }) => title === 'Müller & Söhne')).toMatchObject({
      collection: 'companies',
      match: { field: 'name', fragment: 'Müller & Söhne' },
    })
    expect(await search({ q: 'hooli' })).toMatchObject([
      { collection: 'contacts', match: { field: 'email', fragment: 'peter@hooli.example' } },
    ])
  })

  it('gives few of what most records have, and an exact title among them', async () => {
    const found = await search({ limit: '5', q: 'crowd 2987' })

    expect(found[0]).toMatchObject({ title: 'Crowd 2987' })
    expect(await search({ limit: '50', q: 'crowd' })).toHaveLength(50)
  })

  it('finds nothing of another tenant, nothing in the trash and nothing for no words', async () => {
    const foreign = await search({ limit: '50', q: 'soehne' }, 'other')
    await app.sql("update contacts set deleted_at = now() where name = 'Joe Sample'")

    expect(foreign).toEqual([])
    expect(await titles('joe sample')).toEqual([])
    expect(await titles('%')).toEqual([])
    expect(await titles('a')).toEqual([])
    expect(await titles("';--")).toEqual([])
    expect(await titles('\\')).toEqual([])
    await app.sql("update contacts set deleted_at = null where name = 'Joe Sample'")
  })

  it('says what is missing', async () => {
    expect(await codeOf('in=contacts')).toEqual([400, 'RECORD_QUERY_INVALID'])
    expect(await codeOf('q=a&in=nothing')).toEqual([400, 'RECORD_QUERY_INVALID'])
    expect(await codeOf('q=a&limit=x')).toEqual([400, 'RECORD_QUERY_INVALID'])
    expect(await codeOf('q[]=a')).toEqual([400, 'RECORD_QUERY_INVALID'])
    expect((await app.request('finder', 'GET', '/api/search?q=a')).status).toBe(401)
  })

  describe('by somebody of few rights', () => {
    const accessOf = (part: Partial<AccessView>): AccessView => ({
      can: () => true,
      hidden: () => new Set<string>(),
      level: () => 'all',
      readOnly: () => new Set<string>(),
      teamIds: [],
      userId: null,
      ...part,
    })
    const searchAs = (access: AccessView, text: string) =>
      runAsTenant({ access, tenantId: app.tenantId('finder') }, () =>
        searchRecords({ isOpen: () => true, limit: 50, text }),
      )

    it('does not look into fields they may not see', async () => {
      const noMail = accessOf({ hidden: () => new Set(['email', 'phone']) })

      expect(await searchAs(accessOf({}), 'hooli')).toHaveLength(1)
      expect(await searchAs(noMail, 'hooli')).toEqual([])
      expect(await searchAs(noMail, '030 1234567')).toEqual([])
      expect(await searchAs(noMail, 'mullerstein')).toHaveLength(1)
      expect(await searchAs(noMail, 'mullerstein hooli')).toEqual([])
    })

    it('does not look into collections they may not read', async () => {
      const noContacts = accessOf({ level: (slug) => (slug === 'contacts' ? 'none' : 'all') })

      expect((await searchAs(noContacts, 'muller')).map(({ collection }) => collection)).toEqual([
        'companies',
      ])
    })

    it('finds their own records alone where that is all they read', async () => {
      const { userId } = await app.signIn('finder', 'admin@finder.test')
      const own = accessOf({ level: () => 'own', userId })

      expect(await searchAs(own, 'crowd')).toEqual([])
      await app.sql("update contacts set owner_id = $1 where name = 'Crowd 2999'", [userId])
      expect((await searchAs(own, 'crowd')).map(({ title }) => title)).toEqual(['Crowd 2999'])
    })
  })
})

describe('the search box of a list', () => {
  const list = async (query: object, slug = 'finder', key = token) => {
    const answer = await app.request(slug, 'GET', `/api/contacts?${stringify(query)}`, {
      token: key,
    })

    return {
      names: ((answer.json as { docs?: { name: string }[] }).docs ?? [])
        .map(({ name }) => name)
        .toSorted(),
      status: answer.status,
    }
  }
  const named = async (operator: string, value: string) =>
    (await list({ limit: 200, where: { name: { [operator]: value } } })).names

  it.each([
    ...['Müller', 'Mueller', 'muller', 'MÜLLER', 'Mu\u0308ller', 'JOSE', 'garcía', 'Garcia'],
    ...['elodie', 'Weisshaupt', 'WEISSHAUPT', 'Weißhaupt', 'schmidt', 'Crowd 2987'],
  ])('finds by %s what the search finds', async (text) => {
    const found = (await titles(text)).toSorted()
    const liked = await named('like', text)

    expect(found.length).toBeGreaterThan(0)
    expect(liked).toEqual(expect.arrayContaining(found))
    expect(await named('contains', text)).toEqual(liked)
  })

  it('finds nothing more than has the word, and the rest by what does not have it', async () => {
    expect(await named('like', 'Müller')).toEqual([
      'Anna Mueller',
      'Jürgen Müller',
      'Muller',
      'Peter Mullerstein',
      'Thomas Muller',
    ])
    const live = { name: { not_like: 'Crowd' } }
    const others = await list({
      limit: 200,
      where: { and: [live, { name: { not_like: 'Müller' } }] },
    })

    expect(others.names).toEqual([
      'Joe Sample',
      'José García',
      'Sabine Schmidt',
      'Élodie Weißhaupt',
    ])
  })

  it('takes % and _ for what they are', async () => {
    expect(await named('like', '%')).toEqual([])
    expect(await named('contains', 'Mu_ler')).toEqual([])
  })

  describe('of somebody from whom a search field is hidden', () => {
    let narrow = ''
    const box = (text: string, fields = ['name', 'email']) => ({
      limit: 200,
      where: { and: [{ or: fields.map((field) => ({ [field]: { like: text } })) }] },
    })

    beforeAll(async () => {
      const role = await app.request('finder', 'POST', '/api/roles', {
        body: {
          name: { en: 'Without mail' },
          permissions: {
            actions: [],
            collections: { '*': { read: 'all' } },
            fields: { contacts: { email: 'hidden' } },
          },
        },
        token,
      })
      const { id } = (role.json as { doc: { id: string } }).doc
      const made = await app.request('finder', 'POST', '/api/auth/api-keys', {
        body: { name: 'Narrow', role: id },
        token,
      })
      narrow = (made.json as { key: string }).key
    })

    it('leaves the field out in the lists of the admin', async () => {
      const asked = async (text: string) => list({ depth: 1, ...box(text) }, 'finder', narrow)

      expect(await list({ depth: 1, ...box('hooli') })).toEqual({
        names: ['Peter Mullerstein'],
        status: 200,
      })
      expect(await asked('Mullerstein')).toEqual({ names: ['Peter Mullerstein'], status: 200 })
      expect(await asked('hooli')).toEqual({ names: [], status: 200 })
    })

    it.each([
      ['alone', { where: { email: { like: 'hooli' } } }],
      ['alone in an or', { where: { or: [{ email: { like: 'hooli' } }] } }],
      ['beside one other field', box('hooli', ['email', 'firstName'])],
      ['with another word', { where: { or: [{ name: { like: 'x' } }, { email: { like: 'y' } }] } }],
      [
        'by another operator',
        { where: { or: [{ name: { like: 'x' } }, { email: { equals: 'x' } }] } },
      ],
    ])('refuses the field where it is asked for %s', async (_how, query) => {
      expect((await list({ depth: 1, ...query }, 'finder', narrow)).status).toBe(400)
      expect((await list(query, 'finder', narrow)).status).toBe(400)
    })
  })
})
