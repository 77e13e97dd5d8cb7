import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { Person } from './person.ts'
import { signIn } from './person.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'
import {
  chooseRelated,
  fillForm,
  find,
  isOpen,
  offersToCreate,
  offersToSave,
  openForm,
  save,
} from './recordScreens.ts'

const chromium = findChromium()
const WRITERS = ['admin', 'manager', 'rep'] as const
const stamp = Date.now().toString(36)

if (chromium === undefined) {
  process.stdout.write('Browser tests are skipped: npm run setup:system installs Chromium.\n')
}

describe.skipIf(chromium === undefined)('records in the admin', () => {
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

  it('show nothing to somebody who has not signed in', async () => {
    const page = await browser.newPage()
    await page.goto(`${product.origin('acme')}/admin/collections/deals?limit=5`)
    expect(page.url()).toMatch(/\/login\?redirect=/)
    expect(await page.title()).toContain('Tenon')
    await page.screenshot({ path: 'tests/e2e/screenshots/sign-in.png' })
    for (const [path, shown] of [
      ['/admin/create-first-user', '/login'],
      ['/admin/forgot', '/forgot-password'],
      ['/admin/anything', '/login'],
    ] as const) {
      await page.goto(product.origin('acme') + path)
      expect(new URL(page.url()).pathname).toBe(shown)
    }
    await page.close()
  })

  it.each(WRITERS)('are created, edited and found by %s', async (role) => {
    const person = await enter(role)
    await person.open('/admin')
    expect(await person.page.locator('.tenon-nav-header').innerText()).toMatch(/Tenon\s+Acme/)
    await person.picture(`${role}-dashboard`)

    await person.open('/admin/collections/contacts/create')
    await fillForm(person, { firstName: 'Zoe', lastName: `Zimmer ${role} ${stamp}` })
    await fillForm(person, { email: `zoe.${role}.${stamp}@example.test` })
    await openForm(person, 'contacts', await save(person))
    await fillForm(person, { title: 'Head of Test' })
    await save(person)
    await person.picture(`${role}-contact`)
    expect(await find(person, 'contacts', `Zimmer ${role} ${stamp}`)).toEqual([
      expect.stringContaining('Head of Test'),
    ])

    await person.open('/admin/collections/deals/create')
    await fillForm(person, { amount: '12,345.60', title: `Deal ${role} ${stamp}` })
    const id = await save(person)
    await openForm(person, 'deals', id)
    await fillForm(person, { amount: '20,000' })
    await save(person)
    await person.picture(`${role}-deal`)
    expect(await find(person, 'deals', `Deal ${role} ${stamp}`)).toEqual([
      expect.stringContaining('20,000.00'),
    ])
    await person.picture(`${role}-deals-found`)
    const stored = await person.call('GET', `/api/deals/${id}`)
    expect(JSON.parse(stored.body)).toMatchObject({ amount: 2_000_000, currency: 'EUR' })
    await leave(person)
  })

  it('relate a deal to a company that is looked up by its name', async () => {
    const person = await enter('admin')
    const first = await person.call('GET', '/api/companies?limit=1&sort=name')
    const { docs } = JSON.parse(first.body) as { docs: { id: string; name: string }[] }
    const company = docs[0] ?? { id: '', name: '' }
    await person.open('/admin/collections/deals/create')
    await fillForm(person, { title: `Related ${stamp}` })
    await chooseRelated(person, 'company', company.name)
    const id = await save(person)
    const stored = await person.call('GET', `/api/deals/${id}?depth=0`)
    expect(JSON.parse(stored.body)).toMatchObject({ company: company.id })
    await leave(person)
  })

  it('are filtered by an amount as people write it', async () => {
    const person = await enter('admin')
    await person.open('/admin/collections/deals?where[or][0][and][0][amount][greater_than]=100')
    await person.page.getByRole('button', { name: /^Filter/ }).click()
    await person.page.locator('.tenon-list__filter').getByLabel('Value').fill('400,000.50')
    await person.page.waitForURL(/40000050/)
    await person.page.locator('.tenon-list__row').first().waitFor()
    await person.page.waitForTimeout(1000)
    const rows = await person.page.locator('.tenon-list__row').allInnerTexts()
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => /€[4-9]\d\d,\d{3}|€\d,\d{3},\d{3}/.test(row))).toBe(true)
    await person.picture('admin-deals-filtered')
    await leave(person)
  })

  it('have settings that load nothing from elsewhere and refuse what is no JSON', async () => {
    const person = await enter('admin')
    await person.open('/admin/account')
    await person.picture('admin-account')
    for (const collection of ['stages', 'roles']) {
      const { body } = await person.call('GET', `/api/${collection}?limit=1`)
      const { docs } = JSON.parse(body) as { docs: { id: string }[] }
      await person.open(`/admin/collections/${collection}/${docs[0]?.id ?? ''}`)
      await person.page.locator('.tenon-json').first().waitFor()
      await person.picture(`admin-${collection}`)
    }
    await person.page.locator('#field-permissions').fill('{"collections":')
    await person.page.locator('#field-permissions[aria-invalid=true]').waitFor()
    await fillForm(person, { name: 'Nobody' })
    await person.page.locator('#action-save').click()
    await person.page.locator('[data-sonner-toast][data-type=error]').waitFor()
    expect((await person.call('GET', '/api/roles?limit=20')).body).not.toContain('Nobody')
    await leave(person)
  })

  it('refuse a rep what belongs to others, and the settings', async () => {
    const person = await enter('rep')
    const me = JSON.parse((await person.call('GET', '/api/auth/me')).body) as {
      user: { id: string }
    }
    const foreign = await person.call(
      'GET',
      `/api/deals?limit=1&where[owner][not_equals]=${me.user.id}`,
    )
    const { docs } = JSON.parse(foreign.body) as { docs: { id: string }[] }
    const id = docs[0]?.id ?? ''
    await openForm(person, 'deals', id)
    expect(await offersToSave(person)).toBe(false)
    for (const field of ['title', 'amount', 'closeDate']) {
      expect([field, await isOpen(person, field)]).toEqual([field, false])
    }
    await person.picture('rep-foreign-deal')
    expect((await person.call('PATCH', `/api/deals/${id}`, { title: 'Mine' })).status).toBe(403)
    expect((await person.call('DELETE', `/api/deals/${id}`)).status).toBe(403)
    expect(await offersToCreate(person, 'users')).toBe(false)
    expect((await person.call('POST', '/api/users', { name: 'Mallory' })).status).toBe(403)
    await leave(person)
  })

  it('refuse a manager the people', async () => {
    const person = await enter('manager')
    expect(await offersToCreate(person, 'deals')).toBe(true)
    expect(await offersToCreate(person, 'users')).toBe(false)
    expect(await offersToCreate(person, 'roles')).toBe(false)
    expect((await person.call('POST', '/api/users', { name: 'Mallory' })).status).toBe(403)
    await person.picture('manager-roles')
    await leave(person)
  })

  it('let a viewer read and nothing else', async () => {
    const person = await enter('viewer')
    for (const collection of ['companies', 'contacts', 'deals', 'products']) {
      expect(await offersToCreate(person, collection)).toBe(false)
      expect(await person.page.locator('.tenon-list__row').count()).toBeGreaterThan(3)
      await person.picture(`viewer-${collection}`)
      const refused = await person.call('POST', `/api/${collection}`, { name: 'X', title: 'X' })
      expect(refused.status).toBe(403)
    }
    const list = await person.call('GET', '/api/contacts?limit=1')
    const { docs } = JSON.parse(list.body) as { docs: { id: string }[] }
    await openForm(person, 'contacts', docs[0]?.id ?? '')
    expect(await offersToSave(person)).toBe(false)
    await person.picture('viewer-contact')
    await person.open('/admin/collections/contacts/create')
    expect(await offersToSave(person)).toBe(false)
    await person.picture('viewer-create-refused')
    await leave(person)
  })

  it('follow the language and the darkness of the system, and sign out', async () => {
    const person = await enter('admin', { dark: true, locale: 'de-DE' })
    await person.open('/admin/collections/deals')
    expect(await person.page.locator('html').getAttribute('lang')).toBe('de')
    expect(await person.page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await person.page.locator('.tenon-list__table tbody').innerText()).toMatch(/\d,\d\d\s€/)
    await person.picture('admin-deals-dark-german')
    await person.page.locator('.tenon-bar__account').click()
    await person.page.locator('.tenon-log-out').click()
    await person.page.waitForURL(/\/login/)
    await person.open('/admin')
    expect(new URL(person.page.url()).pathname).toBe('/login')
    await leave(person)
  })
})
