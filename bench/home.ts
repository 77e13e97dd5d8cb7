import pg from 'pg'

import { signIn } from '../src/identity/index.ts'
import { useDatabase } from '../src/kernel/db/index.ts'
import { createLog } from '../src/kernel/log/index.ts'
import { createTenant } from '../src/main/createTenant.ts'
import { loadProduct } from '../src/main/loadProduct.ts'
import { openDatabase } from '../src/main/openDatabase.ts'
import type { Arena } from './arena/types.ts'
import { forkChild } from './children/forkChild.ts'
import { HOME_DEALS, seedDeals } from './homeSeed.ts'
import { KeepAliveClient } from './load/keepAliveClient.ts'
import type { Result } from './results.ts'
import { rounded } from './results.ts'

const NAME = 'home'
const WARM = 20
const ROUNDS = 100
const PASSWORD = 'a password for benches'

/** The benches that take the time of the home page in a tenant of 100,000 deals. */
export const HOMES: Readonly<Record<string, string>> = {
  [NAME]: 'everything the home page reads, over HTTP',
}

/** Fills a tenant with deals once, reads the home page of its owner again and again and prints the times. */
export async function runHome(
  arena: Arena,
  names: readonly string[],
  report: { say: (line: string) => void; write: (result: Result) => void },
): Promise<void> {
  if (!names.includes(NAME)) {
    return
  }
  report.say(`Seeding ${HOME_DEALS} deals …`)
  const token = await seedTenant(arena)
  const child = await forkChild('children/product.ts', arena, { saysHello: true })
  try {
    const { port } = child.hello as { port: number }
    await measure(port, token, WARM)
    const times = await measure(port, token, ROUNDS)
    const at = (share: number) => rounded(times[Math.floor(times.length * share)] ?? 0)
    report.say(`${NAME}: ${HOMES[NAME] ?? ''}, ${times.length} times; slowest ${at(0.999)} ms`)
    report.write({ name: NAME, p50: at(0.5), p95: at(0.95), unit: 'ms', value: at(0.95) })
  } finally {
    await child.stop()
  }
}

async function measure(port: number, token: string, rounds: number): Promise<number[]> {
  const headers = { authorization: `Bearer ${token}`, host: 'home.localhost' }
  const client = await KeepAliveClient.connect(port)
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    const answer = await client.send({ headers, method: 'GET', path: '/api/screens/home' })
    times.push(performance.now() - started)
    if (answer.status !== 200) {
      throw new Error(`The home page answered ${answer.status}: ${answer.body.slice(0, 300)}`)
    }
  }
  client.close()

  return times.toSorted((one, other) => one - other)
}

async function seedTenant({ dataDir, urls }: Arena): Promise<string> {
  const product = await loadProduct(dataDir)
  const opened = openDatabase(
    { ...urls.guarded, dataDir, prepare: true },
    createLog({ level: 'warn' }),
  )
  const owner = { email: 'owner@home.example', password: PASSWORD }
  const { id } = await createTenant(product, { name: 'Home', owner, slug: 'home' })
  const visitor = { demoAllowed: false, ip: '127.0.0.1', userAgent: 'bench' }
  const { principal, token } = await signIn({ ...owner, tenantId: id, visitor })
  await opened.close()
  useDatabase(undefined)
  const client = new pg.Client({ connectionString: urls.superuser })
  await client.connect()
  try {
    await seedDeals(client, { tenantId: id, userId: principal.userId })
  } finally {
    await client.end()
  }

  return token
}
