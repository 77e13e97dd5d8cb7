import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'

import { findChromium, launchBrowser } from '../tests/helpers/browser.ts'
import type { Arena } from './arena/types.ts'
import { buildAdmin } from './children/buildAdmin.ts'
import { forkChild } from './children/forkChild.ts'
import { KeepAliveClient } from './load/keepAliveClient.ts'
import type { Result } from './results.ts'
import { median, rounded } from './results.ts'
import { seedLarge } from './searches.ts'
import type { LargeTenant } from './searches.ts'

type Report = { say: (line: string) => void; write: (result: Result) => void }

type Stage = { context: BrowserContext; origin: string; port: number; tenant: LargeTenant }

type Measured = { run: (stage: Stage, report: Report, name: string) => Promise<void>; what: string }

const WARM = 5
const ROUNDS = 21
const REQUESTS = 100
const OPEN_DEALS = 2089

/** The benches that take the time of screens in one browser, in a tenant of 200,000 contacts. */
export const SCREENS: Readonly<Record<string, Measured>> = {
  'screen.board': {
    run: measureBoard,
    what: `the board of ${OPEN_DEALS} open deals, to its cards`,
  },
  'screen.list': { run: measureList, what: 'a page of 25 contacts, by the server' },
  'screen.list.paint': { run: measurePaint, what: 'a page of 25 contacts, to the first paint' },
  'screen.palette': { run: measurePalette, what: 'an answer of the palette' },
}

const TEXTS = ['thomas', 'müller', 'bergm', 'anna hoff', 'person-177@', 'schmidow', '+49 30 10001']

/** Fills a large tenant once, opens it in a browser and prints the times of each bench. */
export async function runScreens(
  arena: Arena,
  names: readonly string[],
  report: Report,
): Promise<void> {
  const wanted = names.flatMap((name) =>
    SCREENS[name] === undefined ? [] : [{ ...SCREENS[name], name }],
  )
  if (wanted.length === 0) {
    return
  }
  const chromium = findChromium()
  if (chromium === undefined) {
    throw new Error('These benches need Chromium: npm run setup:system installs it.')
  }
  await buildAdmin()
  report.say('Seeding 200,000 contacts and the deals of a board …')
  const tenant = await seedLarge(arena)
  await seedBoard(arena, tenant.id)
  const child = await forkChild('children/product.ts', arena, { mode: 'admin', saysHello: true })
  const browser = await launchBrowser(chromium)
  try {
    const { port } = child.hello as { port: number }
    const origin = `http://${tenant.host}:${port}`
    const context = await browser.newContext({ viewport: { height: 900, width: 1500 } })
    await context.addCookies([{ name: 'tenon-session', url: origin, value: tenant.token }])
    for (const { name, run, what } of wanted) {
      report.say(`${name}: ${what}`)
      await run({ context, origin, port, tenant }, report, name)
    }
  } finally {
    await browser.close()
    await child.stop()
  }
}

async function measureList(stage: Stage, report: Report, name: string): Promise<void> {
  const paths = ['', '?sort=-createdAt', '?sort=lastName'].map(
    (query) => `/admin/collections/contacts${query}`,
  )

  report.write(resultOf(name, await requestTimes(stage, paths)))
}

async function measurePalette(stage: Stage, report: Report, name: string): Promise<void> {
  const paths = TEXTS.map((text) => `/api/search?limit=10&q=${encodeURIComponent(text)}`)

  report.write(resultOf(name, await requestTimes(stage, paths)))
}

async function measurePaint(stage: Stage, report: Report, name: string): Promise<void> {
  const page = await stage.context.newPage()
  const times = await repeated(async () => {
    await page.goto(`${stage.origin}/admin/collections/contacts`)
    await page.locator('tbody tr').nth(24).waitFor()

    return page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    )
  })
  await page.close()
  const at = rounded(median(times))
  report.write({ name, p50: at, p95: rounded(quantile(times, 0.95)), unit: 'ms', value: at })
}

async function measureBoard(stage: Stage, report: Report, name: string): Promise<void> {
  const page = await stage.context.newPage()
  const times = await repeated(() =>
    untilCards(page, `${stage.origin}/admin/collections/deals/board`),
  )
  await page.close()
  const at = rounded(median(times))
  report.write({ name, p50: at, p95: rounded(quantile(times, 0.95)), unit: 'ms', value: at })
}

/** Milliseconds from asking for a board until a card of it can take the focus. */
async function untilCards(page: Page, url: string): Promise<number> {
  const started = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('[data-card]').first().waitFor()
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('[data-card]') ?? {}).some((key) =>
      key.startsWith('__react'),
    ),
  )

  return performance.now() - started
}

async function repeated(work: () => Promise<number>): Promise<number[]> {
  for (let at = 0; at < WARM; at += 1) {
    await work()
  }
  const times: number[] = []
  for (let at = 0; at < ROUNDS; at += 1) {
    times.push(await work())
  }

  return times
}

async function requestTimes(
  { port, tenant }: Stage,
  paths: readonly string[],
): Promise<readonly number[]> {
  const client = await KeepAliveClient.connect(port)
  const headers = { cookie: `tenon-session=${tenant.token}`, host: tenant.host }
  const times: number[] = []
  for (let at = -WARM * paths.length; at < REQUESTS; at += 1) {
    const path = paths[Math.abs(at) % paths.length] ?? ''
    const started = performance.now()
    const { body, status } = await client.send({ headers, method: 'GET', path })
    if (status !== 200) {
      throw new Error(`${path}: ${status} ${body.slice(0, 300)}`)
    }
    if (at >= 0) {
      times.push(performance.now() - started)
    }
  }
  client.close()

  return times
}

function resultOf(name: string, times: readonly number[]): Result {
  const p95 = rounded(quantile(times, 0.95))

  return { name, p50: rounded(median(times)), p95, unit: 'ms', value: p95 }
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * share)] ?? Number.NaN
}

async function seedBoard({ urls }: Arena, tenantId: string): Promise<void> {
  const client = new pg.Client({ connectionString: urls.superuser })
  await client.connect()
  try {
    await client.query(DEALS, [tenantId, OPEN_DEALS])
    await client.query('vacuum analyze deals')
  } finally {
    await client.end()
  }
}

const DEALS = `with stage as (
    select s.id, s.pipeline_id, (row_number() over (order by s."order") - 1)::int as place
      from stages s join pipelines p on p.tenant_id = s.tenant_id and p.id = s.pipeline_id
      where s.tenant_id = $1 and s.kind = 'open' and p.is_default)
  insert into deals (tenant_id, id, title, pipeline_id, stage_id, stage_kind, amount, currency,
      amount_base, close_date, owner_id, stage_entered_at, created_at, updated_at, version)
  select $1::uuid, gen_random_uuid(), 'Deal ' || i, s.pipeline_id, s.id, 'open',
    10000 + i::bigint * 7919 % 5000000, 'EUR', 10000 + i::bigint * 7919 % 5000000,
    current_date + i % 200, (select id from users where tenant_id = $1 limit 1),
    now() - i % 90 * interval '1 day', now() - i % 90 * interval '1 day', now(), 1
  from generate_series(1, $2::int) i
  join stage s on s.place = i % (select count(*) from stage)`
