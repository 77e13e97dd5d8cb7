import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()

type Tab = { ids: Record<string, string>; name: string; page: Page }

describe.skipIf(chromium === undefined)('two tenants in one browser', () => {
  let product: RunningProduct
  let browser: Browser
  let context: BrowserContext
  let acme: Tab
  let northwind: Tab

  async function enter(slug: string): Promise<Tab> {
    const page = await context.newPage()
    await page.goto(`${product.origin(slug)}/admin`)
    await page.locator('input[name=email]').fill(`admin@${slug}.test`)
    await page.locator('input[name=password]').fill('tenon-demo')
    await page.locator('main button').click()
    await page.waitForURL(/\/admin/)
    const ids: Record<string, string> = {}
    for (const collection of ['companies', 'deals']) {
      const { json } = await ask(page, `/api/${collection}?limit=1&sort=createdAt`)
      ids[collection] = (json as { docs: { id: string }[] }).docs[0]?.id ?? ''
    }
    const { json } = await ask(page, '/api/auth/me')

    return { ids, name: (json as { user: { tenant: { name: string } } }).user.tenant.name, page }
  }

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    context = await browser.newContext({ viewport: { height: 900, width: 1500 } })
    acme = await enter('acme')
    northwind = await enter('northwind')
  })
  afterAll(async () => {
    await browser.close()
    await product.stop()
  })

  it('keep each tab in its own tenant, whichever is used last', async () => {
    for (const [tab, slug, other] of [
      [acme, 'acme', northwind],
      [northwind, 'northwind', acme],
      [acme, 'acme', northwind],
    ] as const) {
      await tab.page.goto(`${product.origin(slug)}/admin`)
      const text = await tab.page.locator('body').innerText()
      expect(text).toContain(tab.name)
      expect(text).not.toContain(other.name)
    }
    await acme.page.screenshot({ path: 'tests/e2e/screenshots/two-tenants-acme.png' })
    await northwind.page.screenshot({ path: 'tests/e2e/screenshots/two-tenants-northwind.png' })
  })

  it('show nothing of a record whose address is carried from one tab to the other', async () => {
    for (const [collection, id] of Object.entries(northwind.ids)) {
      const foreign = await ask(northwind.page, `/api/${collection}/${id}`)
      expect(foreign.status).toBe(200)
      expect((await ask(acme.page, `/api/${collection}/${id}`)).status).toBe(404)
      const { name, title } = foreign.json as { name?: string; title?: string }
      await acme.page.goto(`${product.origin('acme')}/admin/collections/${collection}/${id}`)
      expect(await acme.page.locator('body').innerText()).not.toContain(name ?? title ?? '')
    }
    for (const input of [
      { collection: 'deals', id: northwind.ids['deals'] },
      { collection: 'companies', id: northwind.ids['companies'] },
    ]) {
      const query = new URLSearchParams({ input: JSON.stringify(input) })
      const answer = await ask(acme.page, `/api/screens/record?${query.toString()}`)
      expect(answer.status).toBe(404)
    }
  })

  it('let nobody use the session of one tenant at the host of the other', async () => {
    const cookies = await context.cookies()
    const session = (slug: string) =>
      cookies.find((one) => one.name === 'tenon-session' && one.domain === `${slug}.localhost`)
    const [own, foreign] = [session('acme'), session('northwind')]
    expect(own?.httpOnly).toBe(true)
    expect(foreign?.value).not.toBe(own?.value)
    const swapped = await browser.newContext()
    await swapped.addCookies([
      { name: 'tenon-session', url: product.origin('acme'), value: foreign?.value ?? '' },
    ])
    const page = await swapped.newPage()
    await page.goto(`${product.origin('acme')}/admin/collections/deals`)
    expect(new URL(page.url()).pathname).toBe('/login')
    expect((await page.goto(`${product.origin('acme')}/api/deals`))?.status()).toBe(401)
    await swapped.close()
  })

  it('are not moved by a cookie that is tossed for the parent domain', async () => {
    const cookies = await context.cookies()
    const foreign = cookies.find(({ domain }) => domain === 'northwind.localhost')?.value ?? ''
    const tossed = await browser.newContext()
    const page = await tossed.newPage()
    await page.goto(`${product.origin('northwind')}/login`)
    await page.evaluate((value) => {
      document.cookie = `tenon-session=${value}; domain=localhost; path=/`
      document.cookie = `__Host-tenon=${value}; domain=localhost; path=/`
    }, foreign)
    await page.goto(`${product.origin('acme')}/admin`)
    expect(new URL(page.url()).pathname).toBe('/login')
    expect((await page.goto(`${product.origin('acme')}/api/deals`))?.status()).toBe(401)
    await tossed.close()

    // A browser that takes such a cookie sends it beside the tenant's own.
    await acme.page.goto(`${product.origin('acme')}/admin`)
    const text = await acme.page.locator('body').innerText()
    expect(text).toContain(acme.name)
    expect(text).not.toContain(northwind.name)
  })

  it('end one session without the other', async () => {
    await acme.page.evaluate(() => fetch('/api/auth/logout', { method: 'POST' }))
    await acme.page.goto(`${product.origin('acme')}/admin`)
    expect(new URL(acme.page.url()).pathname).toBe('/login')
    expect((await ask(northwind.page, '/api/deals?limit=1')).status).toBe(200)
  })
})

async function ask(page: Page, path: string): Promise<{ json: unknown; status: number }> {
  return page.evaluate(async (target) => {
    const answer = await fetch(target)

    return { json: (await answer.json().catch(() => null)) as unknown, status: answer.status }
  }, path)
}
