import path from 'node:path'

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

describe.skipIf(chromium === undefined)('the record page', () => {
  let product: RunningProduct
  let browser: Browser
  let admin: Person
  let deal: string

  const enter = (role: string, options: { dark?: boolean; locale?: string } = {}) =>
    signIn({ ...options, browser, email: `${role}@acme.test`, origin: product.origin('acme') })
  const leave = async (person: Person) => {
    await person.close()
    expect(person.outside).toEqual([])
    expect(person.errors).toEqual([])
  }
  const json = async (person: Person, method: string, address: string, body?: object) => {
    const answer = await person.call(method, address, body)
    expect([method, address, answer.status < 400, answer.body]).toEqual([
      ...[method, address],
      ...[true, answer.body],
    ])

    return JSON.parse(answer.body) as { doc: Doc; docs: Doc[] }
  }
  const place = (id: string) => `/admin/collections/deals/${id}`
  const field = (person: Person, name: string) =>
    person.page.locator(`.tenon-field[data-field="${name}"]`)
  const edit = async (person: Person, name: string, value: string) => {
    const row = field(person, name)
    await row.getByRole('button', { name: /^Edit/ }).focus()
    await person.page.keyboard.press('Enter')
    await row.locator('input, textarea').first().fill(value)
    await person.page.keyboard.press('Enter')
  }
  const toast = (person: Person, text: RegExp | string) =>
    person.page.locator('[data-sonner-toast]', { hasText: text }).first()

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    admin = await enter('admin')
    const { docs } = await json(admin, 'GET', '/api/companies?limit=1')
    const made = await json(admin, 'POST', '/api/deals', {
      amount: 1_250_000,
      company: docs[0]?.id,
      title: `Press line ${stamp}`,
    })
    deal = made.doc.id
  })

  afterAll(async () => {
    await leave(admin)
    await browser.close()
    await product.stop()
  })

  it('shows header, details, timeline and what is related, and edits a field where it stands', async () => {
    await admin.open(place(deal))
    expect(await admin.page.locator('h1').innerText()).toBe(`Press line ${stamp}`)
    expect(await admin.page.locator('.tenon-record__facts').innerText()).toContain('12,500.00')
    await edit(admin, 'amount', '13,750')
    await admin.page.locator('.tenon-changes', { hasText: '13,750.00' }).first().waitFor()
    expect(await field(admin, 'amount').innerText()).toContain('13,750.00')
    const { docs } = await json(admin, 'GET', `/api/deals?where[id][equals]=${deal}`)
    expect(docs[0]).toMatchObject({ amount: 1_375_000 })
    await admin.picture('record-deal')
  })

  it('says at the field why a value is refused', async () => {
    await edit(admin, 'title', '')
    await field(admin, 'title').getByRole('alert').waitFor()
    await admin.page.keyboard.press('Escape')
    expect(await field(admin, 'title').innerText()).toContain(`Press line ${stamp}`)
  })

  it('logs a note, a call and a task, which appear at once, and ticks the task off', async () => {
    const log = admin.page.getByRole('form', { name: 'Log an activity' })
    await log.getByPlaceholder('Write a note').fill(`Wants a second offer ${stamp}`)
    await admin.page.keyboard.press('Control+Enter')
    await admin.page.locator('.tenon-entry[data-kind=note]', { hasText: stamp }).waitFor()
    await log.getByRole('tab', { name: 'Call' }).click()
    await log.getByLabel('Subject').fill(`Called the buyer ${stamp}`)
    await log.getByRole('button', { name: 'Save' }).click()
    await admin.page.locator('.tenon-entry[data-kind=call]', { hasText: stamp }).waitFor()
    await log.getByRole('tab', { name: 'Task' }).click()
    await log.getByLabel('Subject').fill(`Send the drawing ${stamp}`)
    await log.getByLabel('Due').fill('2031-05-06T10:00')
    await log.getByRole('button', { name: 'Save' }).click()
    const task = admin.page.locator('.tenon-entry[data-kind=task]', { hasText: stamp })
    await task.waitFor()
    await admin.picture('record-logged')
    await task.getByRole('checkbox').click()
    await task.locator('.tenon-entry__done').waitFor()
    const { docs } = await json(
      admin,
      'GET',
      `/api/activities?where[subject][equals]=Send the drawing ${stamp}`,
    )
    expect(docs[0]).toMatchObject({ done: true, type: 'task' })
  })

  it('moves to another stage from the header, asks for the reason of a loss, and tells of it', async () => {
    const steps = admin.page.getByRole('navigation', { name: 'Stage' })
    await steps.getByRole('button', { name: 'Move to Proposal' }).click()
    await steps.getByRole('button', { name: 'Proposal, current' }).waitFor()
    await admin.page.locator('.tenon-entry[data-kind=stage]', { hasText: 'Proposal' }).waitFor()
    await steps.getByRole('button', { name: 'Move to Lost' }).click()
    const dialog = admin.page.getByRole('dialog')
    await dialog.locator('input').fill('Too dear')
    await admin.picture('record-stage-asks')
    await dialog.getByRole('button', { name: 'Move to Lost' }).click()
    await steps.getByRole('button', { name: 'Lost, current' }).waitFor()
    await steps.getByRole('button', { name: 'Move to Engaging' }).click()
    await steps.getByRole('button', { name: 'Engaging, current' }).waitFor()
    const chips = admin.page.getByRole('group', { name: 'Show' })
    await chips.getByRole('button', { name: 'Stage moves' }).click()
    await admin.page.waitForURL(/show=stages/)
    await admin.page.locator('.tenon-entry[data-kind=note]').waitFor({ state: 'detached' })
    expect(await admin.page.locator('.tenon-entry[data-kind=stage]').count()).toBe(3)
    await admin.picture('record-stages')
    await chips.getByRole('button', { name: 'Everything' }).click()
    await admin.page.locator('.tenon-entry[data-kind=note]').waitFor()
  })

  it('restores a value from the history after asking, and takes that back', async () => {
    await edit(admin, 'amount', '20,000')
    const change = admin.page
      .locator('.tenon-entry[data-kind=change]', { hasText: '20,000.00' })
      .first()
    await change.getByRole('button', { name: 'Restore the former value of Amount' }).first().click()
    await admin.picture('record-restore')
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
    const told = toast(admin, 'Amount restored')
    await told.waitFor()
    await field(admin, 'amount').getByText('13,750.00').waitFor()
    await told.getByRole('button', { name: 'Undo' }).click()
    await field(admin, 'amount').getByText('20,000.00').waitFor()
    const { docs } = await json(admin, 'GET', `/api/deals?where[id][equals]=${deal}`)
    expect(docs[0]).toMatchObject({ amount: 2_000_000 })
  })

  it('lets two people edit: other fields are merged, the same field asks', async () => {
    const manager = await enter('manager')
    await manager.open(place(deal))
    await manager.page.bringToFront()
    // Both begin to edit; the manager is faster.
    const begin = async (person: Person, name: string, value: string) => {
      const row = field(person, name)
      await row.getByRole('button', { name: /^Edit/ }).click()
      await row.locator('input, textarea').first().fill(value)
    }
    await begin(admin, 'title', `Mine ${stamp}`)
    await begin(manager, 'amount', '25,000')
    await manager.page.keyboard.press('Enter')
    await field(manager, 'amount').getByText('25,000.00').waitFor()
    await field(admin, 'title').locator('input').press('Enter')
    await toast(admin, 'Your change was added to theirs').waitFor()
    const { docs } = await json(admin, 'GET', `/api/deals?where[id][equals]=${deal}`)
    expect(docs[0]).toMatchObject({ amount: 2_500_000, title: `Mine ${stamp}` })

    await begin(admin, 'title', `Mine again ${stamp}`)
    await begin(manager, 'title', `Theirs ${stamp}`)
    await manager.page.keyboard.press('Enter')
    await manager.page.locator('h1', { hasText: `Theirs ${stamp}` }).waitFor()
    await field(admin, 'title').locator('input').press('Enter')
    const dialog = admin.page.getByRole('dialog')
    await dialog.getByText(`Theirs ${stamp}`).waitFor()
    expect(await dialog.innerText()).toContain(`Mine again ${stamp}`)
    await admin.picture('record-conflict')
    await dialog.getByRole('button', { name: 'Keep mine' }).click()
    await admin.page.locator('h1', { hasText: `Mine again ${stamp}` }).waitFor()
    // The other one sees it without doing anything.
    await manager.page
      .locator('h1', { hasText: `Mine again ${stamp}` })
      .waitFor({ timeout: WAIT_MS })
    await leave(manager)
  })

  it('takes files in, shows and removes them, and brings them back', async () => {
    await admin.page.getByRole('tab', { name: 'Files' }).click()
    await admin.page
      .locator('.tenon-drop input')
      .setInputFiles(path.resolve('docs/images/admin.png'))
    const file = admin.page.locator('.tenon-files .tenon-file').first()
    await file.waitFor()
    await admin.picture('record-files')
    await file.getByRole('button', { name: /^Delete/ }).click()
    const told = toast(admin, 'moved to the trash')
    await told.waitFor()
    await file.waitFor({ state: 'detached' })
    await told.getByRole('button', { name: 'Undo' }).click()
    await file.waitFor()
    await admin.page.getByRole('tab', { name: 'Timeline' }).click()
    await admin.page.locator('.tenon-entry[data-kind=file]').first().waitFor()
    const { docs } = await json(
      admin,
      'GET',
      `/api/attachments?where[target.value][equals]=${deal}`,
    )
    expect(docs.map((doc) => [doc['fileName'], doc['deletedAt']])).toEqual([['admin.png', null]])
  })

  it('puts a tag on and adds a related record in passing', async () => {
    await admin.page.getByRole('button', { name: 'Add tag' }).click()
    await admin.page.getByPlaceholder('Search tags').fill(`Hot ${stamp}`)
    await admin.page.getByText(`Create “Hot ${stamp}”`).click()
    await admin.page.locator('.tenon-tag', { hasText: `Hot ${stamp}` }).waitFor()
    await admin.page.getByRole('button', { name: 'Add Deal contact' }).click()
    await admin.page.getByRole('dialog').waitFor()
    await admin.picture('record-add-related')
    await admin.page.keyboard.press('Escape')
    await admin.page.getByRole('button', { name: `Remove tag Hot ${stamp}` }).click()
    await admin.page
      .locator('.tenon-tag', { hasText: `Hot ${stamp}` })
      .waitFor({ state: 'detached' })
    expect(await admin.page.locator('.tenon-tag').count()).toBe(0)
  })

  it('goes to the trash and comes back by one click', async () => {
    const { doc } = await json(admin, 'POST', '/api/deals', { title: `Short-lived ${stamp}` })
    await admin.open(place(doc.id))
    await admin.page.getByRole('button', { name: 'More actions' }).click()
    await admin.page.getByRole('menuitem', { name: 'Move to trash' }).click()
    const told = toast(admin, 'Moved to the trash')
    await told.waitFor()
    await told.getByRole('button', { name: 'Undo' }).click()
    await admin.page.waitForURL(new RegExp(doc.id))
    await admin.page.locator('h1', { hasText: `Short-lived ${stamp}` }).waitFor()
    expect(await admin.page.locator('.tenon-record__notice').count()).toBe(0)
  })

  it('prints without what is for the screen alone', async () => {
    await admin.open(place(deal))
    await admin.page.emulateMedia({ media: 'print' })
    expect(await admin.page.locator('.tenon-record__actions').isVisible()).toBe(false)
    expect(await admin.page.locator('.tenon-log').isVisible()).toBe(false)
    expect(await admin.page.locator('.tenon-record__fields').first().isVisible()).toBe(true)
    await admin.picture('record-print')
    await admin.page.emulateMedia({ media: 'screen' })
  })

  it('fits a phone, one part at a time', async () => {
    await admin.page.setViewportSize({ height: 844, width: 390 })
    await admin.open(place(deal))
    const wide = await admin.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wide).toBe(0)
    await admin.picture('record-phone-details')
    await admin.page.getByRole('button', { name: 'Activity', exact: true }).click()
    await admin.page.locator('.tenon-timeline').waitFor()
    await admin.picture('record-phone-activity')
    await admin.page.setViewportSize({ height: 900, width: 1500 })
  })

  it('speaks German in the dark', async () => {
    const person = await enter('admin', { dark: true, locale: 'de-DE' })
    await person.open(place(deal))
    expect(await person.page.getByRole('heading', { level: 2 }).first().innerText()).toBe('Details')
    await person.page
      .getByRole('button', { name: 'Alle Felder bearbeiten' })
      .or(person.page.getByRole('link', { name: 'Alle Felder bearbeiten' }))
      .waitFor()
    expect(await person.page.locator('.tenon-record__facts').innerText()).toMatch(/25\.000,00\s€/)
    await person.picture('record-dark-german')
    await leave(person)
  })

  it('shows a rep a foreign record and takes nothing but activities', async () => {
    const person = await enter('rep')
    await person.open(place(deal))
    expect(await person.page.getByRole('button', { name: /^Edit/ }).count()).toBe(0)
    expect(await person.page.getByRole('link', { name: 'Edit all fields' }).count()).toBe(0)
    const steps = person.page.getByRole('navigation', { name: 'Stage' })
    expect(await steps.locator('button:enabled').count()).toBe(0)
    expect(await person.page.getByRole('button', { name: /^Restore the former/ }).count()).toBe(0)
    expect(await person.page.getByRole('form', { name: 'Log an activity' }).count()).toBe(1)
    await person.picture('record-rep-foreign')
    await leave(person)
  })
})

type Doc = Record<string, unknown> & { id: string }
