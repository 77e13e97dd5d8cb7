import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readRecords } from '../../src/collection/index.ts'
import type { RecordDoc } from '../../src/collection/index.ts'
import type { Refusal } from '../helpers/expectRefusal.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Page = {
  docs: RecordDoc[]
  hasNextPage: boolean
  nextCursor: string | null
  prevCursor: string | null
  totalDocs: number
  totalIsCapped?: boolean
  totalPages: number
}

const COMPANIES = 137
const MANY = 10_050

let app: TestApp
let token: string

beforeAll(async () => {
  app = await testApp({ tenants: ['paging', 'crowded'] })
  ;({ token } = await app.signIn('paging', 'admin@paging.test'))
  await app.sql(
    `insert into companies (tenant_id, id, name, industry, employees, domain, founded_year, created_at, updated_at, version)
      select $1, md5('company ' || i)::uuid, 'Company ' || i % 31,
        case when i % 3 > 0 then 'Industry ' || i % 7 end,
        case when i % 4 > 0 then i % 11 end, case when i % 2 = 0 then 'd' || i || '.example' end,
        case when i % 5 = 0 then 1900 + i end,
        timestamptz '2026-01-01' + (i % 9) * interval '1 microsecond', now(), 1
      from generate_series(1, $2::int) i`,
    [app.tenantId('paging'), COMPANIES],
  )
  await app.sql(
    `update companies set parent_id = md5('company ' || (1 + length(name) + founded_year % 50))::uuid
      where tenant_id = $1 and founded_year is not null`,
    [app.tenantId('paging')],
  )
  await app.sql(
    `insert into products (tenant_id, id, name, created_at, updated_at, version)
      select $1, md5('product ' || i)::uuid, 'Product ' || i, now(), now(), 1
      from generate_series(1, $2::int) i`,
    [app.tenantId('crowded'), MANY],
  )
})

afterAll(async () => {
  await app.close()
})

const list = async (query: string): Promise<Page> => {
  const answer = await app.request('paging', 'GET', `/api/companies?${query}`, { token })
  expect(answer).toMatchObject({ status: 200 })

  return answer.json as Page
}
const codeOf = async (query: string, slug = 'companies') => {
  const answer = await app.request('paging', 'GET', `/api/${slug}?${query}`, { token })

  return [answer.status, (answer.json as Refusal).errors[0]?.code]
}

const FIELDS = [
  ...['name', 'industry', 'employees', 'domain', 'foundedYear', 'createdAt', 'parent'],
  ...['parent.name', 'parent.industry', 'owner.name', 'id'],
]
const sorts = fc
  .uniqueArray(fc.constantFrom(...FIELDS), { maxLength: 3, minLength: 1 })
  .chain((paths) =>
    fc.tuple(...paths.map((path) => fc.boolean().map((falls) => `${falls ? '-' : ''}${path}`))),
  )

describe('paging by cursor', () => {
  it('walks all pages forwards and backwards in exactly the order of the whole list', async () => {
    await fc.assert(
      fc.asyncProperty(
        sorts,
        fc.integer({ max: 60, min: 1 }),
        fc.constantFrom({}, { industry: { exists: true } }, { employees: { less_than: 5 } }),
        async (sort, limit, where) => {
          await app.inTenant('paging', async () => {
            const query = { collection: 'companies', cursors: true, limit, sort, where }
            const all = (await readRecords({ ...query, limit: 0 })).docs.map(({ id }) => id)
            const forwards: string[] = []
            let page = await readRecords(query)
            forwards.push(...page.docs.map(({ id }) => id))
            while (page.nextCursor !== null) {
              page = await readRecords({ ...query, after: page.nextCursor })
              forwards.push(...page.docs.map(({ id }) => id))
            }
            expect(forwards).toEqual(all)
            const backwards = page.docs.map(({ id }) => id)
            while (page.prevCursor !== null) {
              page = await readRecords({ ...query, before: page.prevCursor })
              backwards.unshift(...page.docs.map(({ id }) => id))
            }
            expect(backwards).toEqual(all)
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('agrees with paging by number', async () => {
    for (const sort of ['-industry', 'industry', '-employees,name', '-parent.name']) {
      const first = await list(`sort=${sort}&limit=50`)
      const byNumber = await list(`sort=${sort}&limit=50&page=2`)
      const byCursor = await list(`sort=${sort}&limit=50&after=${first.nextCursor ?? ''}`)

      expect(byCursor.docs).toEqual(byNumber.docs)
      expect(byCursor.totalDocs).toBe(COMPANIES)
      expect([byCursor.nextCursor, byCursor.prevCursor]).toEqual([
        byNumber.nextCursor,
        byNumber.prevCursor,
      ])
    }
  })

  it('skips and repeats nothing while records are added', async () => {
    const first = await list('sort=name&limit=60&pagination=false')
    await app.sql(
      `insert into companies (tenant_id, id, name, created_at, updated_at, version)
        values ($1, md5('intruder')::uuid, 'AAA first', now(), now(), 1)`,
      [app.tenantId('paging')],
    )
    try {
      const second = await list(`sort=name&limit=200&after=${first.nextCursor ?? ''}`)

      expect(first.docs.length + second.docs.length).toBe(COMPANIES)
      expect(new Set([...first.docs, ...second.docs].map(({ id }) => id)).size).toBe(COMPANIES)
      expect(second.nextCursor).toBeNull()
    } finally {
      await app.sql("delete from companies where id = md5('intruder')::uuid")
    }
  })

  it('refuses a cursor that is broken or belongs to another list', async () => {
    const { nextCursor } = await list('sort=-industry&limit=5')
    const cursor = nextCursor ?? ''
    const changed = Buffer.from(
      JSON.stringify([
        ...(JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]).slice(0, 2),
        "' or 1 = 1",
      ]),
    ).toString('base64url')

    for (const query of [
      'sort=-industry&after=nonsense',
      'sort=-industry&after=',
      `sort=-industry&after=${changed}`,
      `sort=-industry&after[]=${cursor}`,
      `sort=industry&after=${cursor}`,
      `after=${cursor}`,
      `sort=-industry&where[name][equals]=x&after=${cursor}`,
    ]) {
      expect([query, ...(await codeOf(query))]).toEqual([query, 400, 'RECORD_CURSOR_INVALID'])
    }
    expect(await codeOf(`sort=-industry&after=${cursor}`, 'contacts')).not.toEqual([200, undefined])
    expect(await codeOf(`sort=-industry&page=2&after=${cursor}`)).toEqual([
      400,
      'RECORD_QUERY_INVALID',
    ])
    expect(await codeOf(`sort=-industry&before=${cursor}&after=${cursor}`)).toEqual([
      400,
      'RECORD_QUERY_INVALID',
    ])
  })
})

describe('an order', () => {
  it.each(['industry', 'employees', 'domain', 'foundedYear', 'parent.name', 'owner'])(
    'by %s has its empty values last in both directions',
    async (path) => {
      for (const sort of [path, `-${path}`]) {
        const { docs } = await list(`sort=${sort}&limit=200`)
        const [head, tail = ''] = path.split('.')
        const empty = docs.map((doc) => {
          const value = doc[head ?? '']

          return value === null || (tail !== '' && typeof value !== 'string')
        })

        expect(docs).toHaveLength(COMPANIES)
        expect(empty).toEqual(empty.toSorted((one, other) => Number(one) - Number(other)))
      }
    },
  )
})

describe('a total', () => {
  it('is exact up to 10,000 and says beyond that there is more', async () => {
    const person = await app.signIn('crowded', 'admin@crowded.test')
    const ask = async (path: string) =>
      (await app.request('crowded', 'GET', path, { token: person.token })).json as Page

    expect(await ask('/api/products?limit=50')).toMatchObject({
      hasNextPage: true,
      totalDocs: 10_000,
      totalIsCapped: true,
      totalPages: 200,
    })
    expect(await ask('/api/products?limit=50&page=200')).toMatchObject({
      hasNextPage: true,
      totalPages: 201,
    })
    const last = await ask('/api/products?limit=50&page=201')
    expect(last.docs).toHaveLength(50)
    expect(await ask('/api/products?limit=50&page=202')).toMatchObject({
      docs: [],
      hasNextPage: false,
    })
    expect(await ask('/api/products/count')).toEqual({ totalDocs: 10_000, totalIsCapped: true })
    expect(await ask('/api/products/count?exact=true')).toEqual({ totalDocs: MANY })
    expect(await ask('/api/products?limit=50&depth=1')).toMatchObject({ totalDocs: 10_000 })
    const few = await ask('/api/products?limit=5&where[name][equals]=Product%207')
    expect(few).toMatchObject({ totalDocs: 1, totalPages: 1 })
    expect(few).not.toHaveProperty('totalIsCapped')
  })
})
