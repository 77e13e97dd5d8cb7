import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { Person } from './person.ts'
import { signIn } from './person.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const stamp = Date.now().toString(36)

describe.skipIf(chromium === undefined)('the frame', () => {
  let product: RunningProduct
  let browser: Browser

  const enter = (
    role: string,
    options: { dark?: boolean; locale?: string; tenant?: string } = {},
  ) => {
    const { tenant = 'acme', ...look } = options

    return signIn({
      ...look,
      browser,
      email: `${role}@${tenant}.test`,
      origin: product.origin(tenant),
    })
  }
  const leave = async (person: Person) => {
    await person.close()
    expect(person.outside).toEqual([])
    expect(person.errors).toEqual([])
  }
  const idOf = async (person: Person) => {
    const { body } = await person.call('GET', '/api/auth/me')

    return (JSON.parse(body) as { user: { id: string } }).user.id
  }
  const openPalette = async ({ page }: Person) => {
    await page.keyboard.press('Control+k')
    await page.locator('.tenon-palette input').waitFor()
  }

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
  })
  afterAll(async () => {
    await browser.close()
    await product.stop()
  })

  it('leads to what the role may read, and marks where one is', async () => {
    const person = await enter('rep')
    const { page } = person
    await page.locator('.tenon-nav__link', { hasText: 'Deals' }).click()
    await page.waitForURL(/collections\/deals/)
    await page.locator('.tenon-nav__link[aria-current=page]', { hasText: 'Deals' }).waitFor()
    expect(await page.locator('.tenon-nav__link[aria-current=page]').count()).toBe(1)
    const setUp = page.locator('.tenon-nav__heading', { hasText: 'Sales setup' })
    expect(await setUp.getAttribute('aria-expanded')).toBe('false')
    await setUp.press('Enter')
    await page.locator('.tenon-nav__link', { hasText: 'Pipelines' }).waitFor()
    await person.picture('frame-navigation')
    await leave(person)
  })

  it('finds records and commands in the palette by keyboard alone', async () => {
    const person = await enter('rep')
    const { page } = person
    const name = `Palette ${stamp}`
    const made = await person.call('POST', '/api/companies', { name })
    const { doc } = JSON.parse(made.body) as { doc: { id: string } }
    await openPalette(person)
    await page.keyboard.type(name.toLowerCase())
    await page.locator('.tenon-palette mark').first().waitFor()
    expect(await page.locator('.tenon-palette [data-selected=true]').innerText()).toContain(name)
    await person.picture('frame-palette')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(doc.id))
    await person.rest()
    await openPalette(person)
    await page.locator('.tenon-palette [cmdk-group-heading]', { hasText: 'Seen last' }).waitFor()
    expect(await page.locator('.tenon-palette [cmdk-item]').first().innerText()).toContain(name)
    await page.keyboard.type('go to prod')
    await page.locator('.tenon-palette [data-selected=true]', { hasText: 'Products' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/collections\/products/)
    await openPalette(person)
    await page.keyboard.press('Escape')
    await page.locator('.tenon-palette').waitFor({ state: 'detached' })
    await leave(person)
  })

  it('creates a record from anywhere, and shows what is wrong at its field', async () => {
    const person = await enter('rep')
    const { page } = person
    await person.open('/admin/collections/contacts')
    await page.keyboard.press('c')
    await page.locator('.tenon-menu__item', { hasText: 'Deal' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const form = page.locator('.tenon-quick')
    const title = form.getByLabel('Title')
    await title.waitFor()
    await page.keyboard.press('Enter')
    await page
      .locator('.tenon-quick__field.is-wrong', { hasText: 'Please fill this in.' })
      .waitFor()
    await person.picture('frame-quick-create-refused')
    await title.fill(`Quick ${stamp}`)
    await form.getByLabel('Amount').fill('1,234.50')
    await title.press('Enter')
    const link = page.locator('[data-sonner-toast] a', { hasText: `Quick ${stamp}` })
    await link.waitFor()
    await person.picture('frame-quick-created')
    const found = await person.call('GET', `/api/deals?where[title][equals]=Quick ${stamp}`)
    expect(JSON.parse(found.body)).toMatchObject({ docs: [{ amount: 123_450 }] })
    await link.click()
    await page.waitForURL(/collections\/deals\/[\da-f-]{36}/)
    await leave(person)
  })

  it('tells of what others assign, and where it is', async () => {
    const rep = await enter('rep')
    const manager = await enter('manager')
    const { page } = rep
    await rep.call('POST', '/api/notifications/read', {})
    const title = `For the rep ${stamp}`
    await manager.call('POST', '/api/deals', { owner: await idOf(rep), title })
    await rep.open('/admin')
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).click()
    const entry = page.locator('.tenon-news__entry', { hasText: title })
    await entry.waitFor()
    expect(await entry.innerText()).toContain('Martin Mercer assigned')
    await rep.picture('frame-bell')
    await entry.click()
    await page.waitForURL(/collections\/deals\/[\da-f-]{36}/)
    await page.getByRole('button', { name: 'Notifications, none unread' }).waitFor()
    await leave(manager)
    await leave(rep)
  })

  it('goes over to another business of the same account', async () => {
    await joinNorthwind()
    const person = await enter('viewer')
    const { page } = person
    await page.locator('.tenon-nav__switcher').click()
    await page.locator('.tenon-menu__item', { hasText: 'Northwind' }).waitFor()
    await person.picture('frame-switcher')
    await page.keyboard.press('Escape')
    await openPalette(person)
    await page.keyboard.type('northwind')
    await page.locator('.tenon-palette [data-selected=true]', { hasText: 'Switch to' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`^${product.origin('northwind')}/admin`))
    await page.locator('.tenon-nav-header').waitFor()
    expect(await page.locator('.tenon-nav-header').innerText()).toContain('Northwind')
    await page.context().close()
  })

  it('keeps a record at hand that was pinned', async () => {
    const person = await enter('manager')
    const { page } = person
    const { body } = await person.call('GET', '/api/companies?limit=1&sort=name')
    const { docs } = JSON.parse(body) as { docs: { id: string; name: string }[] }
    await person.open(`/admin/collections/companies/${docs[0]?.id ?? ''}`)
    const saved = page.waitForResponse(/payload-preferences\/tenon-frame/)
    await page.getByRole('button', { name: 'Add to favourites' }).click()
    await saved
    await person.open('/admin/collections/deals')
    await page.locator('.tenon-nav__link', { hasText: docs[0]?.name ?? '' }).click()
    await page.waitForURL(new RegExp(docs[0]?.id ?? ''))
    await page.getByRole('button', { name: 'Remove from favourites' }).click()
    expect(await page.locator('.tenon-nav__heading', { hasText: 'Favourites' }).count()).toBe(0)
    await leave(person)
  })

  it('fits a phone: the navigation is a drawer, the palette and the bell fill the width', async () => {
    const person = await enter('rep')
    const { page } = person
    await page.setViewportSize({ height: 844, width: 390 })
    await person.open('/admin/collections/deals')
    await page.locator('.app-header__mobile-nav-toggler').click()
    await page.locator('.tenon-nav__link', { hasText: 'Companies' }).waitFor()
    await person.picture('frame-phone-navigation')
    await page.locator('.tenon-nav__link', { hasText: 'Companies' }).click()
    await page.waitForURL(/collections\/companies/)
    await page.getByRole('button', { name: /Search and commands/ }).click()
    await page.locator('.tenon-palette [cmdk-item]').first().waitFor()
    const box = await page.locator('.tenon-palette').boundingBox()
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 390).toBe(true)
    await person.picture('frame-phone-palette')
    await leave(person)
  })

  it('speaks German in the dark', async () => {
    const person = await enter('rep', { dark: true, locale: 'de-DE' })
    const { page } = person
    await page.locator('.tenon-nav__link', { hasText: 'Geschäfte' }).waitFor()
    await openPalette(person)
    await page.keyboard.type('anlegen')
    await page
      .locator('.tenon-palette [data-selected=true]', { hasText: 'Anlegen: Firma' })
      .waitFor()
    await person.picture('frame-dark-german')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Konto von Rosa Reyes' }).click()
    await page.getByRole('menuitem', { name: 'Abmelden' }).click()
    await page.waitForURL(/\/login/)
    await person.open('/admin')
    expect(new URL(page.url()).pathname).toBe('/login')
    await leave(person)
  })

  /** The secret of the latest mail, which can be read once nothing could send it. */
  async function tokenOf(owner: Person): Promise<string> {
    for (let look = 0; look < 20; look += 1) {
      const { body } = await owner.call('GET', '/api/auth/mails')
      const { docs } = JSON.parse(body) as { docs: { text: null | string }[] }
      const token = /token=([\w-]+)/.exec(docs[0]?.text ?? '')?.[1]
      if (token !== undefined) {
        return token
      }
      await owner.page.waitForTimeout(250)
    }

    return ''
  }

  /** Makes the viewer of acme a member of northwind as well, unless they are one already. */
  async function joinNorthwind(): Promise<void> {
    const owner = await enter('admin', { tenant: 'northwind' })
    const invited = await owner.call('POST', '/api/auth/invitations', {
      email: 'viewer@acme.test',
      name: 'Victor Vance',
      role: 'viewer',
    })
    if (invited.status === 201) {
      const accepted = await owner.call('POST', '/api/auth/accept-invitation', {
        password: 'tenon-demo',
        token: await tokenOf(owner),
      })
      expect(accepted.status).toBe(200)
    }
    await owner.page.context().close()
  }
})
