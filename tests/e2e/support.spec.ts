import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const SCREENSHOTS = 'tests/e2e/screenshots'
const REASON = 'The import of Tuesday looks wrong'

describe.skipIf(chromium === undefined)('support in the browser', () => {
  let product: RunningProduct
  let browser: Browser
  let page: Page
  let origin = ''

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    origin = `http://localhost:${new URL(product.origin('acme')).port}`
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { height: 900, width: 1300 },
    })
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser.close()
    await product.stop()
  })

  const code = (secret: string, steps: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: Date.now() + steps * 30_000,
    })

  it('starts at the console with a second factor and a reason, and says so on every screen', async () => {
    await page.goto(origin)
    await page.locator('form[action="/login"] input[name=email]').fill('platform@tenon.test')
    await page.locator('form[action="/login"] input[name=password]').fill('tenon-demo')
    await page.locator('form[action="/login"] button').click()
    await page.goto(`${origin}/account/second-factor`)
    await page.locator('main form.full button').click()
    const secret = (await page.locator('main p code').textContent()) ?? ''
    await page.locator('input[name=code]').fill(code(secret, -1))
    await page.locator('main form.full button').click()
    await page.locator('.good').waitFor()

    await page.goto(origin)
    await page.screenshot({ path: `${SCREENSHOTS}/console-tenants.png` })
    await page.locator('a[href="/tenants/acme/support"]').click()
    await page.locator('input[name=reason]').fill(REASON)
    await page.locator('input[name=code]').fill('000000')
    await page.locator('form[action="/tenants/acme/support"] button').click()
    await page.locator('.bad').waitFor()
    expect(await page.locator('input[name=reason]').inputValue()).toBe(REASON)
    await page.locator('input[name=code]').fill(code(secret, 0))
    await page.screenshot({ path: `${SCREENSHOTS}/console-support.png` })
    await page
      .locator('form[action="/tenants/acme/support"] button')
      .click({ noWaitAfter: true, timeout: 5_000 })
    await page.waitForURL((url) => url.host.startsWith('acme.'), {
      timeout: 120_000,
      waitUntil: 'commit',
    })
    await page.goto(`${product.origin('acme')}/admin/collections/companies`)
    const banner = page.getByText('as support, until')
    await banner.first().waitFor({ timeout: 60_000 })

    expect(await banner.first().textContent()).toContain('You can change nothing.')
    await page.screenshot({ path: `${SCREENSHOTS}/support-banner.png` })
  })

  it('stands in the sign-ins of the console', async () => {
    await page.goto(`${origin}/audit`)
    await page.screenshot({ path: `${SCREENSHOTS}/console-audit.png` })

    expect(await page.locator('main table').textContent()).toContain('Second factor switched on')
    await page.goto(`${origin}/people`)
    await page.screenshot({ path: `${SCREENSHOTS}/console-people.png` })
    expect(await page.locator('form[action="/people/second-factor"]').count()).toBe(1)
  })
})
