import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type RecordPage = {
  collection: { fields: { path: string; readOnly: boolean }[]; slug: string }
  doc: Record<string, unknown> & { id: string }
  layout: { header: string[]; sections: { fields: string[]; key: string }[] }
  links: Record<string, { mayCreate: boolean } | null>
  may: { delete: boolean; update: boolean }
  stages: { field: string; steps: { id: string; kind: string }[] } | null
  tags: { name: string }[]
  title: string
  titles: Record<string, Record<string, string>>
}

type Related = {
  lists: { collection: string; docs: object[]; field: string; mayCreate: boolean; total: number }[]
}

describe('the page of a record', () => {
  let app: TestApp
  const tokens: Record<string, string> = {}
  let me: string

  beforeAll(async () => {
    app = await testApp()
    for (const role of ['admin', 'manager', 'rep', 'viewer']) {
      const { token, userId } = await app.signIn('acme', `${role}@acme.test`)
      tokens[role] = token
      me = role === 'rep' ? userId : me
    }
  })
  afterAll(async () => {
    await app.close()
  })

  const ask = (name: string, input: object, role = 'admin', host = 'acme') =>
    app.request(
      host,
      'GET',
      `/api/screens/${name}?input=${encodeURIComponent(JSON.stringify(input))}`,
      tokens[role] === undefined ? {} : { token: tokens[role] },
    )
  const docs = async (query: string, role = 'admin') => {
    const answer = await app.request('acme', 'GET', `/api/${query}`, { token: tokens[role] ?? '' })

    return (answer.json as { docs: (Record<string, unknown> & { id: string })[] }).docs
  }
  const open = async (collection: string, id: string, role = 'admin') =>
    (await ask('record', { collection, id }, role)).json as RecordPage

  it('opens for every collection that a person may read, from its definition alone', async () => {
    const slugs = app.product.crm.collections.map(({ slug }) => slug)
    const opened: string[] = []
    for (const slug of slugs) {
      const [doc] = await docs(`${slug}?limit=1`)
      const asked = { collection: slug, id: doc?.id ?? '' }
      const answers =
        doc === undefined
          ? []
          : await Promise.all(
              ['record', 'record-related', 'record-timeline'].map((screen) => ask(screen, asked)),
            )
      opened.push(...answers.map(({ status }) => `${slug} ${String(status)}`))
    }
    expect(opened.filter((line) => !line.endsWith(' 200'))).toEqual([])
    expect(opened).toEqual(expect.arrayContaining(['companies 200', 'deals 200', 'users 200']))
  })

  it('shows title, sections, steps and the titles of what the record points to', async () => {
    const [deal] = await docs('deals?limit=1&where[company][exists]=true')
    const page = await open('deals', deal?.id ?? '')

    expect(page.title).toBe(deal?.['title'])
    expect(page.titles['companies']?.[String(deal?.['company'])]).toBeTypeOf('string')
    expect(page.stages?.field).toBe('stage')
    expect(page.stages?.steps.map(({ kind }) => kind)).toEqual([
      ...['open', 'open', 'open', 'open'],
      ...['won', 'lost'],
    ])
    expect(page.layout.sections.map(({ key }) => key)).toEqual(['details', 'more'])
    expect(page.layout.header).toEqual(['company', 'amount', 'closeDate'])
    const [contact] = await docs('contacts?limit=1')
    const groups = await open('contacts', contact?.id ?? '')
    expect(groups.layout.sections.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['details', 'address', 'more']),
    )
  })

  it('says what the reader may do with this very record', async () => {
    const [own] = await docs(`deals?limit=1&where[owner][equals]=${me}`)
    const [foreign] = await docs(`deals?limit=1&where[owner][not_equals]=${me}`)
    const may = async (id: string, role: string) => (await open('deals', id, role)).may

    expect(await may(foreign?.id ?? '', 'rep')).toEqual({ delete: false, update: false })
    expect(await may(foreign?.id ?? '', 'admin')).toEqual({ delete: true, update: true })
    expect(await may(foreign?.id ?? '', 'viewer')).toEqual({ delete: false, update: false })
    expect(await may(own?.id ?? '', 'rep')).toEqual({ delete: false, update: true })
    const viewer = await open('deals', foreign?.id ?? '', 'viewer')
    expect(viewer.links).toEqual({
      activities: { mayCreate: false },
      files: { mayCreate: false },
      tags: { mayCreate: false },
    })
  })

  it('counts what points to the record and shows the first of it', async () => {
    const [deal] = await docs('deals?limit=1&where[company][exists]=true')
    const id = String(deal?.['company'])
    const { lists } = (await ask('record-related', { collection: 'companies', id })).json as Related
    const deals = lists.find((list) => list.collection === 'deals')
    const counted = await app.request(
      'acme',
      'GET',
      `/api/deals/count?where[company][equals]=${id}`,
      { token: tokens['admin'] ?? '' },
    )

    expect(lists.map(({ collection, field }) => `${collection}.${field}`)).toEqual(
      expect.arrayContaining(['contacts.company', 'deals.company']),
    )
    expect(deals?.total).toBe((counted.json as { totalDocs: number }).totalDocs)
    expect(deals?.docs.length).toBe(Math.min(deals?.total ?? 0, 5))
    expect(lists.map(({ collection }) => collection)).not.toContain('activity-targets')
  })

  it('is refused alike for what is missing, foreign, or not there for the reader', async () => {
    const [deal] = await docs('deals?limit=1')
    const northwind = await app.signIn('northwind', 'admin@northwind.test')
    tokens['northwind'] = northwind.token
    const id = deal?.id ?? ''
    const missing = '01a1a5c9-5e80-728e-a757-bdb4339f3200'
    for (const screen of ['record', 'record-related', 'record-timeline']) {
      const foreign = await ask(screen, { collection: 'deals', id }, 'northwind', 'northwind')
      const gone = await ask(screen, { collection: 'deals', id: missing })
      const unknown = await ask(screen, { collection: 'ghosts', id })
      const nobody = await ask(screen, { collection: 'deals', id }, 'nobody')
      expect([foreign.status, gone.status, unknown.status, nobody.status]).toEqual([
        ...[404, 404],
        ...[404, 401],
      ])
    }
  })
})
