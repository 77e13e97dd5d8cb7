import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { Keys } from './keys.ts'
import { keysOf } from './keys.ts'
import type { Person } from './person.ts'
import { signIn } from './person.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'

const chromium = findChromium()
const stamp = Date.now().toString(36)
const SOON = { timeout: 15_000 }
const PAUSE_MS = 250

type Doc = Record<string, unknown> & { id: string }

// The numbers are those of docs/keyboard.md.
describe.skipIf(chromium === undefined)('by keyboard alone', () => {
  let product: RunningProduct
  let browser: Browser
  let person: Person
  let keys: Keys

  const call = async (method: string, path: string, body?: object) => {
    const answer = await person.call(method, path, body)
    expect([path, answer.status < 400, answer.body]).toEqual([path, true, answer.body])

    return JSON.parse(answer.body) as { doc: Doc; docs: Doc[] }
  }
  const make = async (collection: string, data: object) =>
    (await call('POST', `/api/${collection}`, data)).doc.id
  const read = async (collection: string, id: string) => {
    const { docs } = await call('GET', `/api/${collection}?where[id][equals]=${id}`)

    return docs[0]
  }
  const locate = (selector: string, hasText?: string) =>
    person.page.locator(selector, hasText === undefined ? {} : { hasText }).first()
  const button = (name: RegExp | string) => person.page.getByRole('button', { name }).first()
  const path = () => new URL(person.page.url()).pathname
  const openList = async (text: string, collection: string) => {
    await keys.command(`go to ${text}`, new RegExp(`^Go to ${text}$`))
    await person.page.waitForURL(new RegExp(`/collections/${collection}$`), SOON)
    await locate('tr[data-id]').waitFor(SOON)
    await person.rest()
  }
  /** Searches the open list until it shows a number of records. */
  const search = async (text: string, count: number) => {
    await keys.press('/')
    await keys.type(text)
    await expect.poll(() => person.page.locator('tr[data-id]').count(), SOON).toBe(count)
  }
  const openRecord = async (collection: string, id: string) => {
    await person.open(`/admin/collections/${collection}/${id}`)
    await locate('h1').waitFor(SOON)
  }

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    person = await signIn({ browser, email: 'admin@acme.test', origin: product.origin('acme') })
    keys = keysOf(person)
  })

  afterAll(async () => {
    await person.close()
    await browser.close()
    await product.stop()
  })

  it('1–4: finds a record, goes home, opens a list, creates a record', async () => {
    const id = await make('companies', { name: `Keyfind ${stamp}` })
    await keys.command(`keyfind ${stamp}`, `Keyfind ${stamp}`)
    await person.page.waitForURL(new RegExp(`/companies/${id}`), SOON)
    await person.rest()
    await keys.command('go to home', 'Go to Home')
    await locate('#tenon-my-day').waitFor(SOON)
    expect(path()).toBe('/admin')
    await openList('Contacts', 'contacts')
    await keys.press('c')
    await locate('.tenon-menu__item', 'Deal').waitFor(SOON)
    await keys.type('deal')
    await locate('.tenon-menu__item[data-highlighted]', 'Deal').waitFor(SOON)
    await keys.press('Enter')
    const form = locate('.tenon-quick')
    await keys.tabTo(form.getByLabel('Title'))
    await keys.type(`Keymade ${stamp}`)
    await keys.tabTo(form.getByLabel('Amount'))
    await keys.type('1,234.50')
    await keys.press('Enter')
    await locate('[data-sonner-toast] a', `Keymade ${stamp}`).waitFor(SOON)
    const { docs } = await call('GET', `/api/deals?where[title][equals]=Keymade ${stamp}`)
    expect(docs).toMatchObject([{ amount: 123_450 }])
  })

  it('5–8: searches, filters and sorts a list, moves in it and opens a record', async () => {
    const ids: string[] = []
    for (const amount of [10_000, 20_000, 30_000]) {
      ids.push(await make('deals', { amount, title: `Keyrow${stamp} ${String(amount)}` }))
    }
    await openList('Deals', 'deals')
    await search(`Keyrow${stamp}`, 3)
    await keys.press('Tab', 'Enter')
    const filter = locate('.tenon-list__filter')
    const field = filter.getByLabel('Field', { exact: true })
    await keys.tabTo(field)
    await keys.choose(field, 'amount')
    await keys.press('Tab')
    await keys.choose(filter.getByLabel('Comparison'), 'greater_than')
    await keys.press('Tab')
    await keys.type('150')
    await expect.poll(() => person.page.locator('tr[data-id]').count(), SOON).toBe(2)
    const head = locate('th', 'Amount')
    await keys.tabTo(head.locator('.tenon-list__sort'))
    await keys.press('Enter')
    await locate('th[aria-sort=ascending]', 'Amount').waitFor(SOON)
    await person.rest()
    await keys.press('Enter')
    await locate('th[aria-sort=descending]', 'Amount').waitFor(SOON)
    await expect.poll(() => locate('tr[data-id]').getAttribute('data-id'), SOON).toBe(ids[2])
    await keys.tabTo(locate('tr[data-id] input[type=checkbox]'))
    await keys.press('j', 'j', 'k', 'ArrowDown', 'Enter')
    await person.page.waitForURL(new RegExp(`/deals/${ids[1] ?? ''}`), SOON)
  })

  it('9–12: edits a cell, changes selected records and takes it back, saves a view', async () => {
    const ids: string[] = []
    for (const firstName of ['Ada', 'Ben', 'Cleo']) {
      ids.push(await make('contacts', { firstName, lastName: `Keycell${stamp}` }))
    }
    const titles = () => Promise.all(ids.map(async (id) => (await read('contacts', id))?.['title']))
    await openList('Contacts', 'contacts')
    await search(`Keycell${stamp}`, 3)
    // Out of the search box the keys of the list are heard.
    await keys.press('Tab', 'j')
    const first = locate('tr[data-id]')
    await keys.press('ArrowRight')
    expect(await locate(':focus').getAttribute('data-path')).toBe('title')
    await keys.press('e')
    await locate('#tenon-cell-editor').waitFor(SOON)
    await keys.type('Captain')
    await keys.press('Enter')
    await first.locator('td', { hasText: 'Captain' }).waitFor(SOON)
    await expect.poll(async () => (await titles()).filter(Boolean), SOON).toEqual(['Captain'])
    await person.rest()
    const before = await titles()

    await keys.press('x', 'j', 'x', 'j', 'x')
    await locate('.tenon-list__bulk', '3 selected').waitFor(SOON)
    await keys.tabTo(button('Change a field'), 'Shift+Tab')
    await keys.press('Enter')
    const dialog = person.page.getByRole('dialog')
    const field = dialog.getByLabel('Field')
    await keys.tabTo(field)
    await keys.choose(field, 'title')
    await keys.tabTo(dialog.getByLabel('New value'))
    await keys.type('Chief')
    await keys.press('Enter')
    await locate('[data-sonner-toast]', '3 changed').waitFor(SOON)
    expect(await titles()).toEqual(['Chief', 'Chief', 'Chief'])
    await keys.press('Alt+t')
    await keys.tabTo(locate('[data-sonner-toast] [data-action]'))
    await keys.press('Enter')
    await locate('[data-sonner-toast]', 'Undone').waitFor(SOON)
    expect(await titles()).toEqual(before)

    await keys.tabTo(button('Save as …'))
    await keys.press('Enter')
    await keys.tabTo(dialog.getByLabel('Name'))
    await keys.type(`Keyview ${stamp}`)
    await keys.press('Enter')
    const view = person.page.getByRole('link', { name: `Keyview ${stamp}` })
    await view.and(person.page.locator('[aria-current=page]')).waitFor(SOON)
    const { docs } = await call('GET', '/api/views?limit=100')
    const saved = docs.find((doc) => JSON.stringify(doc).includes(`Keyview ${stamp}`))
    await person.call('DELETE', `/api/views/${saved?.id ?? ''}`)
  })

  it('13–15: opens the board, moves a card, loses a deal and says why', async () => {
    const title = `Keycard${stamp}`
    const id = await make('deals', { amount: 123_400, currency: 'EUR', title })
    const stage = (await read('deals', id))?.['stage']
    await keys.command('board deals', 'Board: Deals')
    await person.page.waitForURL(/deals\/board/, SOON)
    await keys.tabTo(button('Filters'))
    await keys.press('Enter')
    await keys.tabTo(locate('.tenon-board__search'))
    await keys.type(title)
    await expect.poll(() => person.page.locator('[data-card]').count(), SOON).toBe(1)
    const card = locate(`[data-card="${id}"]`)
    await keys.tabTo(card.locator('.tenon-board-card__grip'))
    const said = async () =>
      (await person.page.locator('[id^=DndLiveRegion]').allInnerTexts()).join('')
    await keys.press('Space')
    await expect.poll(said, SOON).toContain('Over “Prospecting”')
    // What carries cards hears of arrows a few hundredths of a second later than it speaks.
    await person.page.waitForTimeout(PAUSE_MS)
    await keys.press('ArrowRight')
    await expect.poll(said, SOON).toContain('Engaging')
    await keys.press('Space')
    await expect.poll(async () => (await read('deals', id))?.['stage'], SOON).not.toBe(stage)
    await person.page.getByRole('region', { name: 'Engaging' }).locator(card).waitFor(SOON)

    await keys.tabTo(card.locator('.tenon-board-card__menu'))
    await keys.press('Enter')
    await locate('.tenon-menu__item', 'Lost').waitFor(SOON)
    await keys.type('lost')
    await locate('.tenon-menu__item[data-highlighted]', 'Lost').waitFor(SOON)
    await keys.press('Enter')
    await keys.tabTo(person.page.getByRole('dialog').locator('input').first())
    await keys.type('Too dear')
    await keys.press('Enter')
    await expect.poll(async () => (await read('deals', id))?.['lostReason'], SOON).toBe('Too dear')
  })

  it('16–19: edits a field, logs a call, adds a task and ticks it off, adds a related record', async () => {
    const id = await make('deals', { amount: 500_000, title: `Keydeal ${stamp}` })
    const contact = await make('contacts', { lastName: `Keyrelated${stamp}` })
    await openRecord('deals', id)
    const row = locate('.tenon-field[data-field="amount"]')
    await keys.tabTo(row.getByRole('button', { name: /^Edit/ }))
    await keys.press('Enter')
    await row.locator('input').waitFor(SOON)
    await keys.press('Control+a')
    await keys.type('6,000')
    await keys.press('Enter')
    await row.getByText('6,000.00').waitFor(SOON)
    expect(await read('deals', id)).toMatchObject({ amount: 600_000 })

    const log = person.page.getByRole('form', { name: 'Log an activity' })
    const subject = log.getByLabel('Subject')
    await keys.tabTo(log.getByRole('tab', { name: 'Note' }))
    await keys.press('ArrowRight')
    await keys.tabTo(subject)
    await keys.type(`Keycall ${stamp}`)
    await keys.press('Control+Enter')
    await locate('.tenon-entry[data-kind=call]', `Keycall ${stamp}`).waitFor(SOON)
    await keys.tabTo(log.getByRole('tab', { name: 'Call' }), 'Shift+Tab')
    await keys.press('End')
    await keys.tabTo(subject)
    await keys.type(`Keytask ${stamp}`)
    await keys.press('Control+Enter')
    const task = locate('.tenon-entry[data-kind=task]', `Keytask ${stamp}`)
    await keys.tabTo(task.getByRole('checkbox'))
    await keys.press('Space')
    await task.locator('.tenon-entry__done').waitFor(SOON)
    const { docs } = await call('GET', `/api/activities?where[subject][like]=${stamp}&sort=subject`)
    expect(docs).toMatchObject([{ type: 'call' }, { done: true, type: 'task' }])

    await keys.tabTo(button('Add Deal contact'))
    await keys.press('Enter')
    const dialog = person.page.getByRole('dialog')
    await keys.tabTo(dialog.getByLabel(/^Contact/))
    await keys.press('Enter')
    await locate('.tenon-popover [cmdk-input]').waitFor(SOON)
    await keys.type(`Keyrelated${stamp}`)
    await locate('.tenon-popover [cmdk-item][data-selected=true]', stamp).waitFor(SOON)
    await keys.press('Enter')
    await keys.tabTo(dialog.getByRole('button', { exact: true, name: 'Create' }))
    await keys.press('Enter')
    await dialog.waitFor({ state: 'detached', ...SOON })
    const tied = await call('GET', `/api/deal-contacts?where[deal][equals]=${id}`)
    expect(tied.docs).toMatchObject([{ contact }])
  })

  it('20: signs out, and threw nothing on the way', async () => {
    await keys.command('sign out', 'Sign out')
    await person.page.waitForURL(/\/login/, SOON)
    expect(person.errors).toEqual([])
    expect(person.outside).toEqual([])
  })
})
