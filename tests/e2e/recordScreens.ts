import type { Person } from './person.ts'

const WAIT_MS = 20_000

/** Types into fields of the open form, by field name. */
export async function fillForm(person: Person, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await person.page.locator(`#field-${name}`).fill(value)
  }
}

/** Chooses a related record in the open form by a part of its title. */
export async function chooseRelated(person: Person, field: string, title: string): Promise<void> {
  const select = person.page.locator(`#field-${field}`)
  await select.locator('.rs__control').click()
  await select.locator('input.rs__input').fill(title)
  await person.page.locator('.rs__option', { hasText: title }).first().click()
}

/** Opens the whole form of a record that stands. */
export async function openForm(person: Person, collection: string, id: string): Promise<void> {
  await person.open(`/admin/collections/${collection}/${id}/form`)
}

/** Saves the open form and answers the id of its record. */
export async function save(person: Person): Promise<string> {
  const { page } = person
  const [, collection = ''] = /\/collections\/([\w-]+)/.exec(page.url()) ?? []
  const written = page.waitForResponse(
    (answer) =>
      ['PATCH', 'POST'].includes(answer.request().method()) &&
      new URL(answer.url()).pathname.startsWith(`/api/${collection}`),
    { timeout: WAIT_MS },
  )
  await page.locator('#action-save').click()
  const answer = await written
  const text = await answer.text()
  if (!answer.ok()) {
    throw new Error(`Saving answered ${String(answer.status())}: ${text}`)
  }
  const saved = JSON.parse(text) as { doc: { id: string } }
  await page.waitForURL(new RegExp(saved.doc.id), { timeout: WAIT_MS })
  await person.rest()
  await page.locator('[data-sonner-toast][data-type=loading]').waitFor({ state: 'detached' })

  return saved.doc.id
}

/** Looks for a text in the list of a collection and answers the texts of its rows. */
export async function find(person: Person, collection: string, text: string): Promise<string[]> {
  const { page } = person
  const search = new URLSearchParams({ search: text }).toString()
  await person.open(`/admin/collections/${collection}?${search}`)
  await page.locator('.tenon-list__search input').waitFor({ timeout: WAIT_MS })

  return page.locator('.tenon-list__row').allInnerTexts()
}

/** True when the list of a collection offers to create a record. */
export async function offersToCreate(person: Person, collection: string): Promise<boolean> {
  await person.open(`/admin/collections/${collection}`)

  return (await person.page.locator(`a[href$="/collections/${collection}/create"]`).count()) > 0
}

/** True when the open record can be saved. */
export async function offersToSave(person: Person): Promise<boolean> {
  return (await person.page.locator('#action-save').count()) > 0
}

/** True when a field of the open record takes a change. */
export async function isOpen(person: Person, field: string): Promise<boolean> {
  const input = person.page.locator(`input#field-${field}, #field-${field} input`).first()
  await input.waitFor()

  return input.isEditable()
}
