import { readdirSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { findLiterals } from '../helpers/findLiterals.ts'

const SCREENS = ['collections', 'plugins', 'src/app', 'src/main', 'src/server', 'src/identity']

/** Data of the demo tenants, not texts of a screen. */
const DATA = /(?:^|\/)(?:demo|fixtures|translations)\/|\.(?:spec|d)\.tsx?$/

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { encoding: 'utf8', recursive: true })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.tsx?$/.test(file) && !DATA.test(file) && !file.includes('node_modules'))
}

describe('findLiterals', () => {
  it.each([
    ["export const field = { label: 'First name' }", 'First name'],
    ["export const field = { label: { en: 'First name', de: 'Vorname' } }", 'First name'],
    ["export const c = { labels: { plural: 'Deals', singular: 'Deal' } }", 'Deals'],
    ["export const field = { admin: { description: 'Shown on invoices' } }", 'Shown on invoices'],
    ['export const field = { admin: { placeholder: `Search` } }', 'Search'],
    ["export const page = { slug: 'deals', title: 'All deals' }", 'All deals'],
    ["export const page = { title: wide ? 'All deals' : 'Deals' }", 'All deals'],
    ["export const page = { title: name ?? 'Untitled' }", 'Untitled'],
    ["export const page = { title: 'Deal ' + name }", 'Deal '],
    ['export const page = { title: `Deal ${name}` }', 'Deal '],
    ['export const Page = () => <p>Sign in</p>', 'Sign in'],
    ["export const Page = () => <p>{'Sign in'}</p>", 'Sign in'],
    ["export const Page = () => <p>{open ? 'Open' : null}</p>", 'Open'],
    ['export const Page = () => <input placeholder="Your name" />', 'Your name'],
    ["export const Page = () => <button aria-label={'Close'} />", 'Close'],
    ['export const page = html`<h1>Sign in</h1>`', 'Sign in'],
    ['export const page = `<!doctype html><title>Sign in</title>${body}`', 'Sign in'],
    ['export const page = `<p>${name}</p><input placeholder="Your name">`', 'Your name'],
  ])('catches %s', (source, text) => {
    expect(findLiterals('Page.tsx', source).map((found) => found.text)).toContain(text)
  })

  it.each([
    "export const field = { label: label('crm:contacts.firstName'), name: 'firstName' }",
    'export const field = { label: texts.label("contacts.firstName") }',
    "export const field = { label: t(locale, 'crm:save') }",
    'export const field = { label: false, title: undefined }',
    "export const c = { admin: { group: 'x' }, useAsTitle: 'name' }",
    'export const Page = () => <p className="hint">{t("crm:save")} · {count}</p>',
    'export const Page = () => <p>{names[0]}{kinds["open"]}</p>',
    'export const page = html`<h1 class="big">${title}</h1>&nbsp;<style>p { color: red }</style>`',
    "export const c = defineCollection({ slug: 'contacts', title: 'name' })",
    "export const c = { custom: { tenon: { title: 'name' } } }",
    "export const file = `import x from 'y'\n<p>Text</p>`",
    "export const admin = { components: { Label: 'tenon/app/fields/LabelCell#LabelCell' } }",
    'export const usage = `tenon import <collection> <file.csv>`',
    'export const Logo = () => <b>Tenon</b>',
    "type Props = { label: 'a' | 'b' }",
  ])('lets pass %s', (source) => {
    expect(findLiterals('Page.tsx', source)).toEqual([])
  })
})

describe('the texts of every screen', () => {
  it.each(SCREENS)('come from translations in %s', (folder) => {
    const literals = sourcesIn(folder).flatMap((file) =>
      findLiterals(file, readFileSync(file, 'utf8')).map(
        ({ line, text }) => `${file}:${line} "${text}"`,
      ),
    )

    expect(literals).toEqual([])
  })
})
