import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { Person } from './person.ts'
import { signIn } from './person.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const stamp = Date.now().toString(36)
const WAIT_MS = 20_000

describe.skipIf(chromium === undefined)('lists in the admin', () => {
  let product: RunningProduct
  let browser: Browser
  const enter = (role: string, options: { dark?: boolean; locale?: string } = {}) =>
    signIn({ ...options, browser, email: `${role}@acme.test`, origin: product.origin('acme') })
  const leave = async (person: Person) => {
    await person.close()
    expect(person.outside).toEqual([])
    expect(person.errors).toEqual([])
  }

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
  })

  afterAll(async () => {
    await browser.close()
    await product.stop()
  })

  it('are filtered by conditions, which stand in the address and survive going back', async () => {
    const person = await enter('admin')
    const { page } = person
    await openList(person, 'deals')
    const before = await total(person)
    await page.getByRole('button', { name: /^Filter/ }).click()
    const filter = page.locator('.tenon-list__filter')
    await filter.getByLabel('Field', { exact: true }).selectOption('amount')
    await filter.getByLabel('Comparison').selectOption('greater_than')
    await filter.getByLabel('Value').fill('400,000.50')
    await page.waitForURL(/40000050/, { timeout: WAIT_MS })
    await waitForTotal(person, (count) => count < before)
    const amounts = await page.locator('td[data-path=amount]').allInnerTexts()
    expect(amounts.every((text) => Number(text.replaceAll(/[^\d.]/g, '')) > 400_000)).toBe(true)
    await person.picture('list-filtered')
    await page.goBack()
    await waitForTotal(person, (count) => count === before)
    await leave(person)
  })

  it('fall into groups with sums that open into their records', async () => {
    const person = await enter('admin')
    const { page } = person
    await openList(person, 'deals?group=stage&sums=amountBase')
    await page.getByRole('button', { name: 'Open Negotiation' }).click()
    await page.locator('tr[data-id]').first().waitFor()
    const stages = await page.locator('td[data-path=stage]').allInnerTexts()
    expect(new Set(stages)).toEqual(new Set(['Negotiation']))
    expect(await page.locator('.tenon-list__group').first().innerText()).toMatch(/€[\d,]+/)
    await person.picture('list-grouped')
    await leave(person)
  })

  it('let a cell be changed by keyboard, and ask when two change the same', async () => {
    const person = await enter('admin')
    const { page } = person
    await openList(person, 'companies?sort=name&columns=name,address.city')
    const row = page.locator('tr[data-id]').nth(1)
    const id = (await row.getAttribute('data-id')) ?? ''
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await editCell(person, 'address.city', `Ulm ${stamp}`)
    await expectCell(person, id, `Ulm ${stamp}`)
    const theirs = await person.call('PATCH', `/api/companies/${id}`, {
      address: { city: `Bonn ${stamp}` },
    })
    expect(theirs.status).toBe(200)
    await editCell(person, 'address.city', `Kiel ${stamp}`)
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`Bonn ${stamp}`).waitFor()
    await person.picture('list-conflict')
    await dialog.getByRole('button', { name: 'Use mine' }).click()
    await expectCell(person, id, `Kiel ${stamp}`)
    const { body } = await person.call('GET', `/api/companies/${id}`)
    expect(body).toContain(`Kiel ${stamp}`)
    await leave(person)
  })

  it('change many records at once, tell what became of each, and take it back', async () => {
    const person = await enter('manager')
    const { page } = person
    await openList(person, 'contacts?sort=name&columns=name,title')
    const ids = await page
      .locator('tr[data-id]')
      .evaluateAll((rows) => rows.slice(0, 3).map((row) => row.getAttribute('data-id') ?? ''))
    const titles = await page.locator('td[data-path=title]').allInnerTexts()
    for (const at of [0, 1, 2]) {
      await page.locator('tr[data-id]').nth(at).getByRole('checkbox').check()
    }
    await page.getByRole('button', { name: 'Change a field' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Field').selectOption('title')
    await dialog.getByLabel('New value').fill(`Chief ${stamp}`)
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('3 changed').waitFor()
    await page
      .locator('td[data-path=title]', { hasText: `Chief ${stamp}` })
      .nth(2)
      .waitFor()
    await person.picture('list-bulk-edit')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone').waitFor({ timeout: WAIT_MS })
    for (const id of ids) {
      expect((await person.call('GET', `/api/contacts/${id}`)).body).not.toContain(`Chief ${stamp}`)
    }
    await page.waitForFunction((text) => !document.body.innerText.includes(text), `Chief ${stamp}`)
    expect(await page.locator('td[data-path=title]').allInnerTexts()).toEqual(titles)
    await leave(person)
  })

  it('are kept as views, one’s own and those of everybody', async () => {
    const admin = await enter('admin')
    const { page } = admin
    await openList(admin, 'deals?sort=-amount&columns=title,amount')
    await page.getByRole('button', { name: 'Save as …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(`Largest ${stamp}`)
    await dialog.getByLabel('Who has it').selectOption('all')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: `Largest ${stamp}` }).waitFor()
    await admin.picture('list-view-saved')
    const rep = await enter('rep')
    await openList(rep, 'deals')
    await rep.page.getByRole('link', { name: `Largest ${stamp}` }).click()
    await rep.page.waitForURL(/view=/, { timeout: WAIT_MS })
    await rep.page.waitForFunction(
      () => document.querySelectorAll('thead th[scope=col]').length === 2,
    )
    await rep.picture('list-view-shared')
    await leave(rep)
    await page.getByRole('button', { name: `Options of the view Largest ${stamp}` }).click()
    admin.page.once('dialog', (asked) => void asked.accept())
    await page.getByRole('menuitem', { name: 'Delete this view' }).click()
    await page.getByRole('link', { name: `Largest ${stamp}` }).waitFor({ state: 'detached' })
    expect((await admin.call('GET', '/api/views?limit=100')).body).not.toContain(stamp)
    await leave(admin)
  })

  it('become cards on a phone, in the dark and in German', async () => {
    const person = await enter('admin', { dark: true, locale: 'de-DE' })
    await openList(person, 'deals')
    await person.picture('list-dark-german')
    await person.page.setViewportSize({ height: 844, width: 390 })
    await person.picture('list-phone')
    const wide = await person.page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth + 1,
    )
    expect(wide).toBe(false)
    await leave(person)
  })
})

async function openList(person: Person, target: string): Promise<void> {
  await person.page.goto(new URL(`/admin/collections/${target}`, person.page.url()).toString())
  await person.page.locator('.tenon-list tr').nth(1).waitFor({ timeout: WAIT_MS })
}

async function total(person: Person): Promise<number> {
  return Number((await person.page.locator('.tenon-list__total').innerText()).replaceAll(/\D/g, ''))
}

async function waitForTotal(person: Person, fits: (count: number) => boolean): Promise<void> {
  await expect.poll(async () => fits(await total(person)), { timeout: WAIT_MS }).toBe(true)
}

/** Goes to a cell of the row where the keyboard is, and types another value into it. */
async function editCell(person: Person, path: string, value: string): Promise<void> {
  const { page } = person
  for (let step = 0; step < 12; step += 1) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-path') ?? '')
    if (at === path) {
      break
    }
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('e')
  await page.locator('#tenon-cell-editor').fill(value)
  await page.keyboard.press('Enter')
}

async function expectCell(person: Person, id: string, value: string): Promise<void> {
  await person.page
    .locator(`tr[data-id="${id}"] td`, { hasText: value })
    .waitFor({ timeout: WAIT_MS })
  await person.page.waitForTimeout(500)
}
