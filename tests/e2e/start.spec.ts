import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const slug = `first-${Date.now().toString(36)}`
const owner = { email: `owner@${slug}.test`, password: 'a long enough password' }

describe.skipIf(chromium === undefined)('the first run of a new tenant', () => {
  let product: RunningProduct
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    await makeTenant(new URL(product.origin('acme')).port)
    page = await browser.newPage({ locale: 'en-GB', viewport: { height: 900, width: 1500 } })
  }, 300_000)

  afterAll(async () => {
    await browser.close()
    await product.stop()
  })

  it('leads the owner through company, people and data, and is done once', async () => {
    const picture = (name: string) => page.screenshot({ path: `tests/e2e/screenshots/${name}.png` })
    await page.goto(`${product.origin(slug)}/admin`)
    await page.locator('input[name=email]').fill(owner.email)
    await page.locator('input[name=password]').fill(owner.password)
    await page.locator('main button').click()
    await page.waitForURL(/\/admin\/start/)
    await page.getByLabel('Name').waitFor()
    await page.getByLabel('Currency').selectOption('CHF')
    await page.getByLabel('Industry').selectOption('trade')
    await picture('start-company')
    await page.getByRole('button', { name: 'Go on' }).click()

    await page.waitForURL(/step=people/)
    await page.getByLabel('Name').fill('Petra Partner')
    await page.getByLabel('E-mail').fill(`petra@${slug}.test`)
    await page.getByRole('button', { exact: true, name: 'Invite' }).click()
    await page.getByText(/accept-invitation/).waitFor()
    await picture('start-people')
    await page.getByRole('link', { name: 'Go on' }).click()

    await page.waitForURL(/step=data/)
    await page.getByRole('button', { name: /^Demo data/ }).waitFor()
    await picture('start-data')
    await page.getByRole('button', { name: /^Demo data/ }).click()
    await page.waitForURL((url) => url.pathname === '/admin', { timeout: 60_000 })
    await page.goto(`${product.origin(slug)}/admin`)
    expect(new URL(page.url()).pathname).toBe('/admin')
    await page.locator('.tenon-nav-header').waitFor()
    await picture('start-done')
  }, 180_000)
})

/** Makes a tenant through the console, as the platform's demo login. */
async function makeTenant(port: string): Promise<void> {
  const base = `http://localhost:${port}`
  const headers = { 'content-type': 'application/json' }
  const login = await fetch(`${base}/api/auth/login`, {
    body: JSON.stringify({ email: 'platform@tenon.test', password: 'tenon-demo' }),
    headers,
    method: 'POST',
  })
  const { token } = (await login.json()) as { token: string }
  const made = await fetch(`${base}/api/platform/tenants`, {
    body: JSON.stringify({
      name: 'First Run Ltd',
      ownerEmail: owner.email,
      ownerName: 'Olive Owner',
      ownerPassword: owner.password,
      // Taken by the first tenant that a demo login makes; later ones leave it.
      platformEmail: 'staff@first-run.test',
      platformPassword: 'a long enough password',
      slug,
    }),
    headers: { ...headers, authorization: `Bearer ${token}` },
    method: 'POST',
  })
  if (!made.ok) {
    throw new Error(`The tenant was not made: ${await made.text()}`)
  }
}
