import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { Person } from './person.ts'
import { signIn } from './person.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const WAIT_MS = 300_000
const PHONE = { height: 844, width: 390 }

let browser: Browser
let product: RunningProduct
let rep: Person

async function titles(person: Person): Promise<string[]> {
  return person.page.locator('.tenon-widgets [data-widget] h2').allInnerTexts()
}

/** Begins to customise the page: a click before its scripts run does nothing. */
async function customise(person: Person): Promise<void> {
  const ready = person.page.getByRole('button', { exact: true, name: 'Done' })
  await expect
    .poll(
      async () => {
        const begin = person.page.getByRole('button', { name: 'Customise' })
        await begin.click({ timeout: 1_000 }).catch(() => undefined)

        return ready.isVisible()
      },
      { timeout: 30_000 },
    )
    .toBe(true)
}

/** Waits until the page is kept, and what the layout asks for is read. */
async function kept(person: Person, act: () => Promise<unknown>): Promise<void> {
  const answer = person.page.waitForResponse((one) => one.url().includes('payload-preferences'))
  await act()
  expect((await answer).ok()).toBe(true)
}

describe.skipIf(chromium === undefined)('the home page in a browser', () => {
  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    rep = await signIn({ browser, email: 'rep@acme.test', origin: product.origin('acme') })
    await rep.call('DELETE', '/api/payload-preferences/tenon-home')
    await rep.open('/admin')
  }, WAIT_MS)

  afterAll(async () => {
    await browser.close()
    await product.stop()
  })

  it('shows the day and every widget, with charts drawn', async () => {
    await rep.page.locator('.tenon-chart svg.recharts-surface').first().waitFor()
    expect(await titles(rep)).toContain('Forecast by month')
    expect(await rep.page.getByRole('heading', { name: 'My day' }).count()).toBe(1)
    await rep.picture('home')
    expect(rep.errors).toEqual([])
    expect(rep.outside).toEqual([])
  })

  it('ticks a task off at once and takes it back', async () => {
    const me = await rep.call('GET', '/api/users/me')
    const { user } = JSON.parse(me.body) as { user: { id: string } }
    const dueAt = new Date(Date.now() - 3_600_000).toISOString()
    const task = { assignee: user.id, dueAt, subject: 'Ring the bell', type: 'task' }
    const made = await rep.call('POST', '/api/activities', task)
    const { doc } = JSON.parse(made.body) as { doc: { id: string } }
    const isDone = async () => {
      const { body } = await rep.call('GET', `/api/activities/${doc.id}`)

      return (JSON.parse(body) as { done: boolean }).done
    }
    await rep.open('/admin')
    const box = rep.page.getByLabel('Mark as done: Ring the bell').first()
    await box.check()
    await rep.page.getByText('Done: Ring the bell').waitFor()
    expect(await isDone()).toBe(true)
    await rep.page.getByRole('button', { name: 'Undo' }).click()
    await rep.page.getByText('To be done again: Ring the bell').waitFor()
    expect(await isDone()).toBe(false)
    expect(await box.isChecked()).toBe(false)
    await rep.call('DELETE', `/api/activities/${doc.id}`)
  })

  it('keeps the period and the person in the address', async () => {
    await rep.open('/admin')
    const answer = rep.page.waitForResponse((one) => one.url().includes('/api/screens/home?'))
    await rep.page.getByLabel('Period').selectOption({ label: 'All time' })
    await answer
    expect(new URL(rep.page.url()).search).toBe('?period=all')
    await rep.page.getByLabel('Person').selectOption({ label: 'Me' })
    await rep.open(`/admin${new URL(rep.page.url()).search}`)
    expect(await rep.page.getByLabel('Period').inputValue()).toBe('all')
    expect(await rep.page.getByLabel('Person').inputValue()).toBe('me')
    await rep.page.goBack()
  })

  it('has the numbers of a chart as a table', async () => {
    await rep.open('/admin')
    await rep.page.getByRole('button', { name: 'As table: Forecast by month' }).click()
    const table = rep.page.locator('[data-widget=forecast] table')
    expect(await table.locator('thead th').allInnerTexts()).toEqual(['Value', 'Weighted'])
    expect(await table.locator('tbody tr').count()).toBe(12)
    await rep.picture('home-table')
  })

  it('moves a widget by mouse and by keyboard, and keeps the order', async () => {
    await rep.open('/admin')
    await customise(rep)
    const [one = '', two = ''] = await titles(rep)
    const grip = rep.page.getByRole('button', { name: `Move ${one}`, exact: true })
    const from = await grip.boundingBox()
    const onto = await rep.page.locator('[data-widget]').nth(1).boundingBox()
    await kept(rep, async () => {
      await rep.page.mouse.move((from?.x ?? 0) + 8, (from?.y ?? 0) + 8)
      await rep.page.mouse.down()
      await rep.page.mouse.move((onto?.x ?? 0) + 40, (onto?.y ?? 0) + 40, { steps: 12 })
      await rep.page.mouse.move((onto?.x ?? 0) + 60, (onto?.y ?? 0) + 40, { steps: 4 })
      await rep.page.mouse.up()
    })
    expect((await titles(rep)).slice(0, 2)).toEqual([two, one])
    await rep.page.getByRole('button', { name: `Move ${two}`, exact: true }).focus()
    await rep.page.keyboard.press('Space')
    await rep.page.waitForTimeout(300)
    await rep.page.keyboard.press('ArrowRight')
    await rep.page.waitForTimeout(300)
    await kept(rep, () => rep.page.keyboard.press('Space'))
    await rep.open('/admin')
    expect((await titles(rep)).slice(0, 2)).toEqual([one, two])
  })

  it('takes a widget away, makes one of its own, and goes back to the standard page', async () => {
    await rep.open('/admin')
    await customise(rep)
    await kept(rep, () => rep.page.getByRole('button', { name: 'Remove Leaderboard' }).click())
    expect(await titles(rep)).not.toContain('Leaderboard')
    await rep.page.getByRole('button', { name: 'Add a widget' }).click()
    await rep.page.getByRole('button', { name: 'A widget of your own' }).click()
    await rep.page.getByLabel('Title').fill('Deals by stage')
    await rep.page.getByLabel('Shown as').selectOption({ label: 'Bars' })
    await rep.page.getByLabel('By', { exact: true }).selectOption({ label: 'Stage' })
    await rep.page.locator('.tenon-home__preview svg.recharts-surface').first().waitFor()
    await rep.picture('home-editor')
    await kept(rep, () => rep.page.getByRole('button', { name: 'Put on my page' }).click())
    expect(await titles(rep)).toContain('Deals by stage')
    await kept(rep, () => rep.page.getByRole('button', { name: 'Reset my page' }).click())
    await rep.page.getByRole('heading', { name: 'Leaderboard' }).waitFor()
    expect(await titles(rep)).not.toContain('Deals by stage')
  })

  it('fits a phone', async () => {
    await rep.page.setViewportSize(PHONE)
    await rep.open('/admin')
    const width = await rep.page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(PHONE.width)
    await rep.picture('home-phone')
    await rep.page.setViewportSize({ height: 900, width: 1500 })
  })

  it('is dark, and German, where its reader is', async () => {
    const origin = product.origin('northwind')
    const email = 'admin@northwind.test'
    const admin = await signIn({ browser, dark: true, email, locale: 'de-DE', origin })
    await admin.page.getByRole('heading', { name: 'Mein Tag' }).waitFor()
    await admin.page.locator('.tenon-chart svg.recharts-surface').first().waitFor()
    await admin.picture('home-dark-german')
    expect(admin.errors).toEqual([])
    await admin.close()
  })
})
