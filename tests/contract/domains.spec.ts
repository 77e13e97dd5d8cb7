import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { purgeTenant } from '../../src/exports/tenant/purgeTenant.ts'
import { createMember } from '../../src/identity/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import { sweepDomains } from '../../src/server/index.ts'
import { normalizeDomain } from '../../src/tenancy/domains/normalizeDomain.ts'
import { markTenantDeleting, resolveHost, useTextLookUp } from '../../src/tenancy/index.ts'
import { testApp } from '../helpers/testApp.ts'
import type { AppAnswer, AppRequest, TestApp } from '../helpers/testApp.ts'

const PASSWORD = 'correct horse battery'

type Domain = { host: string; isVerified: boolean; record: { name: string; value: string } }

let app: TestApp
let counter = 0
const texts = new Map<string, string[]>()
let isDown = false

beforeAll(async () => {
  useTextLookUp((name) =>
    isDown ? Promise.reject(new Error('timeout')) : Promise.resolve(texts.get(name) ?? []),
  )
  app = await testApp({ logLevel: 'error', tenants: ['spare'] })
})
afterAll(async () => {
  await app.close()
  useTextLookUp(undefined)
})
beforeEach(() => {
  isDown = false
  texts.clear()
})

const codeOf = (answer: AppAnswer) =>
  (answer.json as { errors?: { code: string }[] }).errors?.[0]?.code
const newHost = () => `crm${(counter += 1)}.example.com`
const tokenOf = async (slug: string, person = 'admin') =>
  (await app.signIn(slug, `${person}@${slug}.test`)).token

async function ask(
  slug: string,
  method: string,
  path: string,
  request: AppRequest = {},
): Promise<AppAnswer> {
  return app.request(slug, method, `/api/domains${path}`, {
    token: await tokenOf(slug),
    ...request,
  })
}

async function claim(slug: string, host: string): Promise<Domain> {
  const answer = await ask(slug, 'POST', '', { body: { host } })
  expect(`${answer.status} ${answer.text}`).toMatch(/^201/)

  return (answer.json as { doc: Domain }).doc
}

const verify = (slug: string, host: string) => ask(slug, 'POST', `/${host}/verify`)

async function prove(slug: string, host: string): Promise<AppAnswer> {
  const { record } = await claim(slug, host)
  texts.set(record.name, ['v=spf1 -all', record.value])

  return verify(slug, host)
}

const statusOf = async (host: string) =>
  (await app.request(host, 'GET', '/login', { headers: { accept: 'text/html' } })).status
const ownerOf = async (host: string) => {
  const match = await resolveHost(host, { publicHost: 'localhost' })

  return match.kind === 'tenant' ? match.tenant.slug : match.kind
}

describe('a host of a tenant', () => {
  it('answers once its TXT record is found, not before', async () => {
    const host = newHost()
    const { isVerified, record } = await claim('acme', host)
    const early = await verify('acme', host)
    texts.set(record.name, [record.value])
    const before = await ownerOf(host)
    const late = await verify('acme', host)

    expect(isVerified).toBe(false)
    expect(record.name).toBe(`_tenon.${host}`)
    expect(record.value).toMatch(/^tenon-verify=[\w-]{43}$/)
    expect(`${early.status} ${codeOf(early)}`).toBe('409 DOMAIN_PROOF_MISSING')
    expect(before).toBe('unknown')
    expect(late.json).toMatchObject({ doc: { host, isVerified: true } })
    expect(await ownerOf(host)).toBe('acme')
  })

  it('gives people sessions of their own there, and cookies that other hosts do not count', async () => {
    const host = newHost()
    await prove('acme', host)
    const email = `domain${counter}@acme.test`
    await createMember({
      email,
      name: 'Domain',
      password: PASSWORD,
      roleKey: 'rep',
      tenantId: app.tenantId('acme'),
    })
    const login = await app.request(host, 'POST', '/api/auth/login', {
      body: { email, password: PASSWORD },
    })
    const cookie = String(login.headers['set-cookie']).split(';')[0] ?? ''
    const me = (at: string) => app.request(at, 'GET', '/api/auth/me', { cookie })

    expect(login.status).toBe(200)
    expect((await me(host)).json).toMatchObject({ user: { email } })
    expect((await me('northwind')).status).toBe(401)
    expect(String(login.headers['set-cookie'])).not.toContain('Domain=')
  })

  it('stands in the links of mails', async () => {
    const host = newHost()
    await prove('northwind', host)
    const email = `mail${counter}@northwind.test`
    await createMember({
      email,
      name: 'Mail',
      password: PASSWORD,
      roleKey: 'rep',
      tenantId: app.tenantId('northwind'),
    })
    await app.request(host, 'POST', '/api/auth/forgot-password', { body: { email } })
    const [mail] = await app.sql('select body_text from account_mails where to_address = $1', [
      email,
    ])

    expect(mail?.['body_text']).toContain(`http://${host}:${app.port}/reset-password?token=`)
  })

  it('is for who manages the settings', async () => {
    const host = newHost()
    const token = await tokenOf('acme', 'manager')
    const asked = await Promise.all([
      ask('acme', 'GET', '', { token }),
      ask('acme', 'POST', '', { body: { host }, token }),
      ask('acme', 'POST', `/${host}/verify`, { token }),
      ask('acme', 'DELETE', `/${host}`, { token }),
    ])

    expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    expect((await app.request('acme', 'GET', '/api/domains')).status).toBe(401)
  })
})

describe('two tenants and one host', () => {
  it('lets the first proof win and tells nobody about claims', async () => {
    const host = newHost()
    const one = await claim('acme', host)
    const other = await claim('northwind', host)
    texts.set(one.record.name, [one.record.value])
    const foreign = await verify('northwind', host)
    const won = await verify('acme', host)
    const again = await claim('northwind', host)
    texts.set(one.record.name, [one.record.value, other.record.value])
    const late = await verify('northwind', host)

    expect(other.record.value).not.toBe(one.record.value)
    expect(`${foreign.status} ${codeOf(foreign)}`).toBe('409 DOMAIN_PROOF_MISSING')
    expect(won.status).toBe(200)
    expect(again).toEqual(other)
    expect(`${late.status} ${codeOf(late)}`).toBe('409 DOMAIN_UNAVAILABLE')
    expect(late.text.toLowerCase()).not.toContain('acme')
    expect(await ownerOf(host)).toBe('acme')
  })

  it('lets exactly one win when both prove it at once', async () => {
    const host = newHost()
    const [one, other] = [await claim('acme', host), await claim('northwind', host)]
    texts.set(one.record.name, [one.record.value, other.record.value])
    const answers = await Promise.all([verify('acme', host), verify('northwind', host)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it('neither shows, proves nor releases the claim of another', async () => {
    const host = newHost()
    await prove('acme', host)
    const listed = await ask('northwind', 'GET', '')
    const proved = await verify('northwind', host)
    const released = await ask('northwind', 'DELETE', `/${host}`)

    expect(listed.text).not.toContain(host)
    expect(`${proved.status} ${codeOf(proved)}`).toBe('404 DOMAIN_MISSING')
    expect(`${released.status} ${codeOf(released)}`).toBe('404 DOMAIN_MISSING')
    expect(await ownerOf(host)).toBe('acme')
  })
})

describe('a released host', () => {
  it('is kept from other tenants for 30 days, not from the one that had it', async () => {
    const host = newHost()
    await prove('acme', host)
    expect((await ask('acme', 'DELETE', `/${host}`)).status).toBe(200)
    expect(await ownerOf(host)).toBe('unknown')
    expect(await statusOf(host)).toBe(404)
    const foreign = await prove('northwind', host)
    const back = await prove('acme', host)
    await ask('acme', 'DELETE', `/${host}`)
    await app.sql(`update domains set released_at = now() - interval '29 days' where host = $1`, [
      host,
    ])
    const early = await prove('northwind', host)
    await app.sql(`update domains set released_at = now() - interval '31 days' where host = $1`, [
      host,
    ])
    const late = await prove('northwind', host)

    expect(codeOf(foreign)).toBe('DOMAIN_UNAVAILABLE')
    expect(back.status).toBe(200)
    expect(codeOf(early)).toBe('DOMAIN_UNAVAILABLE')
    expect(late.status).toBe(200)
    expect(await ownerOf(host)).toBe('northwind')
  })
})

describe('a host of a deleted tenant', () => {
  it('is kept from all others for 30 days, whether it was proved or given up before', async () => {
    const [held, given, never] = [newHost(), newHost(), newHost()]
    const gone = { dataDir: app.dataDir, graceMs: 0 }
    for (const host of [held, given]) {
      expect((await prove('spare', host)).status).toBe(200)
    }
    await claim('spare', never)
    await ask('spare', 'DELETE', `/${given}`)
    await markTenantDeleting({ slug: 'spare' })
    await app.inTenant('spare', () =>
      purgeTenant({
        ...gone,
        step: async (work) => {
          await database().transaction((transaction) => work(transaction))
        },
      }),
    )
    const [left] = await app.sql('select count(*)::int as n from domains where host = any($1)', [
      [held, given, never],
    ])
    const early = await Promise.all([held, given, never].map((host) => prove('acme', host)))
    await app.sql(`update quarantined_hosts set released_at = now() - interval '31 days'`)
    const late = await Promise.all([held, given].map((host) => prove('northwind', host)))

    expect(left).toEqual({ n: 0 })
    expect(early.map((answer) => `${answer.status} ${codeOf(answer) ?? ''}`)).toEqual([
      '409 DOMAIN_UNAVAILABLE',
      '409 DOMAIN_UNAVAILABLE',
      '200 ',
    ])
    expect(late.map(({ status }) => status)).toEqual([200, 200])
    expect(await ownerOf(held)).toBe('northwind')
  }, 60_000)
})

describe('the daily check', () => {
  const mails = { kick: () => undefined, originOf: (slug: string) => `http://${slug}.localhost` }
  const aDayLater = (host: string) =>
    app.sql(`update domains set checked_at = now() - interval '25 hours' where host = $1`, [host])

  it('stops answering after three days without the record, and tells the managers', async () => {
    const host = newHost()
    await prove('acme', host)
    const first = await sweepDomains(mails)
    texts.clear()
    const rounds: unknown[] = []
    for (let day = 0; day < 3; day += 1) {
      await aDayLater(host)
      rounds.push((await sweepDomains(mails)).map((lost) => lost.host))
    }
    const written = await app.sql(
      'select to_address, subject, body_text from mails where subject like $1',
      [`${host}%`],
    )

    expect(first).toEqual([])
    expect(rounds).toEqual([[], [], [host]])
    expect(await ownerOf(host)).toBe('unknown')
    expect(written.map((mail) => mail['to_address'])).toEqual(['admin@acme.test'])
    expect(String(written[0]?.['body_text'])).toContain('three days')
  })

  it('starts counting anew once the record is found again', async () => {
    const host = newHost()
    await prove('acme', host)
    const kept = new Map(texts)
    for (const isThere of [false, false, true, false, false]) {
      texts.clear()
      for (const [name, values] of isThere ? kept : []) {
        texts.set(name, values)
      }
      await aDayLater(host)
      await sweepDomains(mails)
    }

    expect(await ownerOf(host)).toBe('acme')
  })

  it('holds nothing against a host whose name servers are silent', async () => {
    const host = newHost()
    await prove('acme', host)
    isDown = true
    for (let day = 0; day < 4; day += 1) {
      await aDayLater(host)
      await sweepDomains(mails)
    }
    const asked = await verify('acme', host)

    expect(await ownerOf(host)).toBe('acme')
    expect(codeOf(asked)).toBe('DOMAIN_DNS_UNREACHABLE')
  })

  it('checks a host once, however many processes do it', async () => {
    const host = newHost()
    await prove('acme', host)
    texts.clear()
    await aDayLater(host)
    await Promise.all([sweepDomains(mails), sweepDomains(mails), sweepDomains(mails)])
    const [row] = await app.sql('select failures from domains where host = $1', [host])

    expect(row?.['failures']).toBe(1)
  })
})

describe('the name of a host', () => {
  const rules = { publicHost: 'app.tenon.test' }
  const refusal = (host: string) => {
    try {
      return `accepted ${normalizeDomain(host, rules)}`
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  it.each([
    ['app.tenon.test', 'DOMAIN_RESERVED'],
    ['acme.app.tenon.test', 'DOMAIN_RESERVED'],
    ['ACME.App.Tenon.Test.', 'DOMAIN_RESERVED'],
    ['localhost', 'DOMAIN_RESERVED'],
    ['crm.localhost', 'DOMAIN_RESERVED'],
    ['printer.local', 'DOMAIN_RESERVED'],
    ['127.0.0.1', 'DOMAIN_ADDRESS'],
    ['0x7f.1', 'DOMAIN_ADDRESS'],
    ['2130706433', 'DOMAIN_ADDRESS'],
    ['[::1]', 'DOMAIN_ADDRESS'],
    ['2001:db8::1', 'DOMAIN_ADDRESS'],
    ['*.example.com', 'DOMAIN_WILDCARD'],
    [`${'a'.repeat(60)}.`.repeat(5), 'DOMAIN_TOO_LONG'],
    [`${'ü'.repeat(50)}.`.repeat(5) + 'com', 'DOMAIN_TOO_LONG'],
    [`${'a'.repeat(64)}.example.com`, 'DOMAIN_INVALID'],
    ['com', 'DOMAIN_INVALID'],
    ['', 'DOMAIN_INVALID'],
    ['crm_1.example.com', 'DOMAIN_INVALID'],
    ['https://crm.example.com', 'DOMAIN_INVALID'],
    ['crm.example.com:8080', 'DOMAIN_INVALID'],
    ['crm.example.com/path', 'DOMAIN_INVALID'],
    ['user@example.com', 'DOMAIN_INVALID'],
    ['crm..example.com', 'DOMAIN_INVALID'],
    ['-crm.example.com', 'DOMAIN_INVALID'],
    // Cyrillic а within Latin letters, and a word of nothing but letters that look Latin.
    ['p\u0430ypal.com', 'DOMAIN_CONFUSABLE'],
    ['xn--pypal-4ve.com', 'DOMAIN_CONFUSABLE'],
    ['\u0430\u0440\u0440\u04CF\u0435.com', 'DOMAIN_CONFUSABLE'],
  ])('refuses %s', (host, code) => {
    expect(refusal(host)).toBe(code)
  })

  it.each([
    ['CRM.Example.COM.', 'crm.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['ＣＲＭ.example.com', 'crm.example.com'],
    ['почта.рф', 'xn--80a1acny.xn--p1ai'],
    ['tenon.test', 'tenon.test'],
  ])('takes %s as %s', (host, stored) => {
    expect(refusal(host)).toBe(`accepted ${stored}`)
  })

  it('is refused at the door with the same codes, and counted', async () => {
    const local = await ask('acme', 'POST', '', { body: { host: 'northwind.localhost' } })
    const answers: (string | undefined)[] = []
    for (let index = 0; index < 21; index += 1) {
      answers.push(codeOf(await ask('northwind', 'POST', '', { body: { host: newHost() } })))
    }

    expect(`${local.status} ${codeOf(local)}`).toBe('400 DOMAIN_RESERVED')
    expect(answers.at(-1)).toBe('DOMAIN_LIMIT')
  })
})
