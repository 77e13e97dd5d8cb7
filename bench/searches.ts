import { randomInt } from 'node:crypto'
import pg from 'pg'

import { signIn } from '../src/identity/index.ts'
import { useDatabase } from '../src/kernel/db/index.ts'
import { createLog } from '../src/kernel/log/index.ts'
import { createTenant } from '../src/main/createTenant.ts'
import { loadProduct } from '../src/main/loadProduct.ts'
import { openDatabase } from '../src/main/openDatabase.ts'
import type { Arena } from './arena/types.ts'
import { forkChild } from './children/forkChild.ts'
import { KeepAliveClient } from './load/keepAliveClient.ts'
import type { Result } from './results.ts'
import { rounded } from './results.ts'

type Search = { path: (text: string) => string; what: string }

/** A tenant of 200,000 contacts with a session of its owner. */
export type LargeTenant = { host: string; id: string; token: string }

const CONTACTS = 200_000
const SEARCHES = 400
const WARM = 40
const CONNECTIONS = 4
const PASSWORD = 'a password for benches'

/** The benches that take the time of searches in a tenant of 200,000 contacts. */
export const SEARCHED: Readonly<Record<string, Search>> = {
  search: {
    path: (text) => `/api/search?limit=10&q=${encodeURIComponent(text)}`,
    what: 'the search over all collections',
  },
  'search.list': {
    path: (text) => {
      const word = encodeURIComponent(text)

      return `/api/contacts?depth=0&limit=25&where[or][0][name][like]=${word}&where[or][1][email][like]=${word}`
    },
    what: 'the search box of a list',
  },
}

const FIRST = ['Anna', 'Jürgen', 'José', 'Élodie', 'Thomas', 'Ursula', 'Sabine', 'Joe', 'Wolfgang']
const HEADS = ['Mül', 'Schmi', 'Hoff', 'Berg', 'Wag', 'Kel', 'Bau', 'Fisch', 'Krü', 'Hart', 'Scho']
const TAILS = ['ler', 'dt', 'mann', 'ner', 'nig', 'stein', 'haus', 'feld', 'bach', 'wald', 'kamp']
const ENDS = ['', 'a', 'sen', 'in', 'ow', 'ski', 'etz', 'ke', 'el', 'ing', 'ich', 'ovic', 'ert']

/** Searches by names, parts, typing errors, addresses, numbers and words of very many records. */
const TEXTS: readonly (() => string)[] = [
  () => `${some(FIRST)} ${lastName()}`,
  lastName,
  () => lastName().slice(0, 4),
  () => `${lastName()} ${some(FIRST).slice(0, 3)}`,
  () => mistyped(lastName()),
  () => `person-${randomInt(CONTACTS)}@`,
  () => `+49 30 ${1_000_000 + randomInt(CONTACTS)}`,
  () => some(FIRST),
  () => 'example',
  () => 'zzyzx',
]

/** Fills a large tenant once, searches it over four connections and prints the times of each bench. */
export async function runSearches(
  arena: Arena,
  names: readonly string[],
  report: { say: (line: string) => void; write: (result: Result) => void },
): Promise<void> {
  const wanted = names.flatMap((name) =>
    SEARCHED[name] === undefined ? [] : [{ ...SEARCHED[name], name }],
  )
  if (wanted.length === 0) {
    return
  }
  report.say(`Seeding ${CONTACTS} contacts …`)
  const tenant = await seedLarge(arena)
  const child = await forkChild('children/product.ts', arena, { saysHello: true })
  try {
    const { port } = child.hello as { port: number }
    for (const search of wanted) {
      await measureSearches(port, tenant, search, WARM)
      const times = await measureSearches(port, tenant, search, SEARCHES)
      const at = (share: number) => rounded(times[Math.floor(times.length * share)] ?? 0)
      report.say(`${search.name}: ${search.what}, ${times.length} times; slowest ${at(0.999)} ms`)
      report.write({
        name: search.name,
        p50: at(0.5),
        p95: at(0.95),
        unit: 'ms',
        value: at(0.95),
      })
    }
  } finally {
    await child.stop()
  }
}

async function measureSearches(
  port: number,
  tenant: LargeTenant,
  search: Search,
  count: number,
): Promise<number[]> {
  const headers = { authorization: `Bearer ${tenant.token}`, host: tenant.host }
  const times: number[] = []
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = await KeepAliveClient.connect(port)
      for (let at = 0; at < count / CONNECTIONS; at += 1) {
        const path = search.path((TEXTS[at % TEXTS.length] ?? lastName)())
        const started = performance.now()
        const answer = await client.send({ headers, method: 'GET', path })
        times.push(performance.now() - started)
        if (answer.status !== 200) {
          throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`)
        }
      }
      client.close()
    }),
  )

  return times.toSorted((one, other) => one - other)
}

/** Makes the tenant of 200,000 contacts, once in an arena. */
export async function seedLarge(arena: Arena): Promise<LargeTenant> {
  return (seeded ??= await makeLarge(arena))
}

let seeded: LargeTenant | undefined

async function makeLarge(arena: Arena): Promise<LargeTenant> {
  const { dataDir, urls } = arena
  const product = await loadProduct(dataDir)
  const opened = openDatabase(
    { ...urls.guarded, dataDir, prepare: true },
    createLog({ level: 'warn' }),
  )
  const owner = { email: 'owner@large.example', password: PASSWORD }
  const { id } = await createTenant(product, { name: 'Large', owner, slug: 'large' })
  const visitor = { demoAllowed: false, ip: '127.0.0.1', userAgent: 'bench' }
  const { token } = await signIn({ ...owner, tenantId: id, visitor })
  await opened.close()
  useDatabase(undefined)
  const client = new pg.Client({ connectionString: urls.superuser })
  await client.connect()
  try {
    await client.query(SEED, [id, FIRST, HEADS, TAILS, ENDS, CONTACTS])
    await client.query('vacuum analyze contacts')
  } finally {
    await client.end()
  }

  return { host: 'large.localhost', id, token }
}

const SEED = `insert into contacts
    (tenant_id, id, first_name, last_name, name, email, phone, created_at, updated_at, version)
  select $1::uuid, gen_random_uuid(), f, l, f || ' ' || l, 'person-' || i || '@company-' || i % 997 || '.example',
    '+49 30 ' || 1000000 + i, now() - i * interval '1 minute', now(), 1
  from (
    select i, ($2::text[])[1 + i % cardinality($2)] as f,
      ($3::text[])[1 + i / 9 % cardinality($3)] || ($4::text[])[1 + i / 99 % cardinality($4)]
        || ($5::text[])[1 + i / 1089 % cardinality($5)] as l
    from generate_series(0, $6::int - 1) i
  ) s`

function some(list: readonly string[]): string {
  return list[randomInt(list.length)] ?? ''
}

function lastName(): string {
  return some(HEADS) + some(TAILS) + some(ENDS)
}

function mistyped(word: string): string {
  const at = 1 + randomInt(Math.max(word.length - 2, 1))

  return word.slice(0, at) + word.slice(at + 1)
}
