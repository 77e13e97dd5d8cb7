import { readFileSync } from 'node:fs'
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
const SLOW_MS = 60_000

const samples = process.env['TENON_SAMPLE_DATA']

/** The first 30 opportunities of the real file, with ids of their own. */
function firstRows(): string {
  const file = path.join(samples ?? '', 'sales-opportunities/sales_pipeline.csv')
  const [header = '', ...rows] = readFileSync(file, 'utf8').split(/\r?\n/)

  return [header, ...rows.slice(0, 30).map((row) => `${stamp}${row}`)].join('\n')
}

describe.skipIf(chromium === undefined || samples === undefined)('the import wizard', () => {
  let product: RunningProduct
  let browser: Browser
  let person: Person
  let csv: string

  beforeAll(async () => {
    csv = firstRows()
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
    person = await enter({})
  }, 300_000)

  afterAll(async () => {
    await person.close()
    await browser.close()
    await product.stop()
  })

  const enter = (options: { dark?: boolean; locale?: string }) =>
    signIn({ ...options, browser, email: 'admin@acme.test', origin: product.origin('acme') })
  const upload = async (name: string, text: string) => {
    await person.page.locator('input[type=file]').setInputFiles({
      buffer: Buffer.from(text),
      mimeType: 'text/csv',
      name,
    })
    await person.page.waitForURL(/step=map/)
  }

  it(
    'guesses where the columns go, shows what would happen and resolves a near miss',
    async () => {
      const { page } = person
      for (const name of ['GTX Pro', 'GTX Basic', 'GTX Plus Basic', 'MG Special', 'MG Advanced']) {
        await person.call('POST', '/api/products', { name })
      }
      await person.open('/admin/import?collection=deals')
      await person.picture('import-file')
      await upload('sales_pipeline.csv', csv)
      await page.getByLabel('Field for sales_agent').waitFor()
      expect(await page.getByLabel('Field for account').inputValue()).toBe('company')
      expect(await page.getByLabel('Field for close_value').inputValue()).toBe('amount')
      await page.getByLabel(/Create companies, people/).click()
      await page.locator('.tenon-check input:checked').first().waitFor()
      await page.getByLabel('Keep this as').fill(`Pipeline ${stamp}`)
      await page.getByRole('button', { name: 'Keep' }).click()
      await page.getByText('The recipe is kept.').waitFor()
      await person.picture('import-map')

      await page.getByRole('button', { name: 'See what would happen' }).click()
      await page.getByRole('heading', { name: 'Row by row' }).waitFor()
      await page.getByText('product: read “GTXPro” as “GTX Pro”').waitFor()
      await person.picture('import-check')
      await page.getByRole('button', { name: 'Apply these and try again' }).click()
      await page.getByText('product: read “GTXPro” as “GTX Pro”').waitFor({ state: 'detached' })
      expect(await page.locator('.tenon-tile--created dd').innerText()).toBe('30')
    },
    SLOW_MS,
  )

  it(
    'imports, survives a reload and takes everything back',
    async () => {
      const { page } = person
      await page.getByRole('button', { name: 'Import 30 rows' }).click()
      await page
        .getByRole('heading', { exact: true, name: 'Imported' })
        .waitFor({ timeout: 30_000 })
      await page.reload()
      await page.getByRole('heading', { exact: true, name: 'Imported' }).waitFor()
      expect(await page.locator('.tenon-tile--created dd').innerText()).toBe('30')
      await person.picture('import-done')

      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
      await page.locator('.tenon-chip', { hasText: 'Taken back' }).waitFor({ timeout: 30_000 })
      await person.picture('import-undone')
      await person.open('/admin/import')
      await page.locator('tr', { hasText: 'sales_pipeline.csv' }).first().waitFor()
      await person.picture('import-earlier')
    },
    SLOW_MS,
  )

  it(
    'gives the refused rows back as a file and offers the kept recipe',
    async () => {
      const { page } = person
      await person.open('/admin/import?collection=deals')
      await upload('bad.csv', csv.replaceAll('1/2017', 'soon/2017'))
      await page.getByLabel('Use a recipe').selectOption({ label: `Pipeline ${stamp}` })
      await page.getByText('The recipe is applied.').waitFor()
      await page.getByRole('button', { name: 'See what would happen' }).click()
      await page.getByRole('heading', { name: 'Row by row' }).waitFor()
      await page.getByRole('button', { name: /^Refused/ }).click()
      await page.locator('.tenon-set-changes__fault').first().waitFor()
      await person.picture('import-refused')
      expect(person.errors).toEqual([])
    },
    SLOW_MS,
  )

  it(
    'works on a phone, in the dark and in German',
    async () => {
      const dark = await enter({ dark: true, locale: 'de-DE' })
      await dark.page.setViewportSize({ height: 800, width: 390 })
      await dark.open('/admin/import?collection=deals')
      await dark.page.getByRole('heading', { name: 'Welche Datei?' }).waitFor()
      const width = await dark.page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(390)
      await dark.picture('import-phone-dark-german')
      await dark.close()
      expect(dark.errors).toEqual([])
      expect(person.errors).toEqual([])
      expect(person.outside).toEqual([])
    },
    SLOW_MS,
  )
})
