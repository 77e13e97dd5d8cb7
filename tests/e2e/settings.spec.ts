import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { Person } from './person.ts'
import { signIn } from './person.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const stamp = Date.now().toString(36)
const SLOW_MS = 60_000
const PAGES = [
  ['company', 'Company and branding'],
  ['users', 'Users and invitations'],
  ['teams', 'Teams'],
  ['roles', 'Roles'],
  ['pipelines', 'Pipelines and stages'],
  ['keys', 'API keys'],
  ['sessions', 'Sessions'],
  ['security', 'Second factor'],
  ['modules', 'Modules'],
  ['audit', 'Audit'],
  ['trash', 'Trash'],
  ['export', 'Data export'],
  ['support', 'Support access'],
] as const

describe.skipIf(chromium === undefined)('the settings', () => {
  let product: RunningProduct
  let browser: Browser
  let person: Person
  const enter = (options: { dark?: boolean; email?: string; locale?: string }) =>
    signIn({ email: 'admin@acme.test', ...options, browser, origin: product.origin('acme') })

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    person = await enter({})
  }, 300_000)

  afterAll(async () => {
    await person.close()
    await browser.close()
    await product.stop()
  })

  it('show every page that an administrator may open', async () => {
    for (const [page, name] of PAGES) {
      await person.open(`/admin/settings/${page}`)
      await person.page.getByRole('heading', { level: 1, name }).waitFor()
      await person.picture(`settings-${page}`)
    }
    expect(person.errors).toEqual([])
  }, 180_000)

  it(
    'make a key that is shown once, and revoke it',
    async () => {
      const { page } = person
      await person.open('/admin/settings/keys')
      await page.getByLabel('Name').fill(`Shop ${stamp}`)
      await page.getByRole('button', { name: 'Make the key' }).click()
      await page.getByText('shown this one time').waitFor()
      const row = page.locator('tr', { hasText: `Shop ${stamp}` })
      await row.getByRole('button', { name: 'Revoke' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
      await row.waitFor({ state: 'detached' })
      expect(person.errors).toEqual([])
    },
    SLOW_MS,
  )

  it(
    'give out the link of an invitation where no mail goes out, and withdraw it',
    async () => {
      const { page } = person
      await person.open('/admin/settings/users')
      await page.getByLabel('Name', { exact: true }).fill(`Ines ${stamp}`)
      await page.getByLabel('E-mail').fill(`ines-${stamp}@acme.test`)
      await page.getByRole('button', { exact: true, name: 'Invite' }).click()
      await page.getByText(/accept-invitation/).waitFor()
      const row = page.locator('tr', { hasText: `Ines ${stamp}` })
      await row.getByRole('button', { name: 'Withdraw' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
      await row.getByText('Deactivated').waitFor()
      expect(person.errors).toEqual([])
    },
    SLOW_MS,
  )

  it(
    'show what a change of a role takes before it is saved',
    async () => {
      const { page } = person
      await person.open('/admin/settings/roles')
      await page.getByRole('button', { exact: true, name: 'Rep' }).click()
      await page.getByLabel('Deals: Delete').selectOption('own')
      await page.getByRole('button', { name: 'Show what changes' }).click()
      await page.getByText('Deals, Delete: — → own').waitFor()
      await person.picture('settings-role-preview')
      await page.getByRole('button', { name: 'Discard' }).click()
      expect(person.errors).toEqual([])
    },
    SLOW_MS,
  )

  it(
    'put stages into another order by the keyboard',
    async () => {
      const { page } = person
      await person.open('/admin/settings/pipelines')
      const names = () => page.locator('.tenon-stages__name').allInnerTexts()
      const before = await names()
      const handle = page.getByRole('button', { name: `Move ${before[0] ?? ''}:` })
      const move = async (key: string) => {
        await handle.focus()
        await page.keyboard.press('Space')
        await page.waitForTimeout(300)
        await page.keyboard.press(key)
        await page.waitForTimeout(300)
        const written = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
        await page.keyboard.press('Space')
        await written
        // Both places are written, one after the other, and then shown again.
        await page.waitForTimeout(3_000)
      }
      await move('ArrowDown')
      expect((await names()).slice(0, 2)).toEqual([before[1], before[0]])
      await person.picture('settings-stages-moved')
      await move('ArrowUp')
      expect(await names()).toEqual(before)
    },
    SLOW_MS,
  )

  it(
    'show a representative their own pages alone',
    async () => {
      const rep = await enter({ email: 'rep@acme.test' })
      await rep.open('/admin/settings/users')
      await rep.page.getByRole('heading', { level: 1, name: 'Trash' }).waitFor()
      expect(await rep.page.locator('.tenon-settings__link').allInnerTexts()).toEqual([
        'Trash',
        'Sessions',
        'Second factor',
        'API keys',
      ])
      await rep.close()
    },
    SLOW_MS,
  )

  it(
    'work on a phone, in the dark and in German',
    async () => {
      const dark = await enter({ dark: true, locale: 'de-DE' })
      await dark.page.setViewportSize({ height: 800, width: 390 })
      for (const page of ['company', 'roles', 'pipelines']) {
        await dark.open(`/admin/settings/${page}`)
        const width = await dark.page.evaluate(() => document.documentElement.scrollWidth)
        expect(width).toBeLessThanOrEqual(390)
        await dark.picture(`settings-${page}-phone-dark-german`)
      }
      await dark.close()
      expect(dark.errors).toEqual([])
    },
    SLOW_MS,
  )
})
