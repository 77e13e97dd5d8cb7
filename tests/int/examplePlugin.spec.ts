import { existsSync, globSync, lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { DEMO_PASSWORD } from '../../src/identity/index.ts'
import type { ExampleProject } from './exampleProject.ts'
import { exampleProject } from './exampleProject.ts'

const MINUTE = 60_000
const WARRANTIES = '/api/warranties'

type Door = { default: string; types: string }
type Doc = { endsOn: string; id: string; serial: string; status: string }

let project: ExampleProject

beforeAll(async () => {
  project = await exampleProject()
}, 5 * MINUTE)
beforeEach((context) => {
  context.skip(project.unreachable !== undefined, project.unreachable)
})
afterAll(async () => {
  await (project as ExampleProject | undefined)?.remove()
}, 2 * MINUTE)

describe('the packed package', () => {
  it('is a copy whose doors are compiled', () => {
    const folder = path.join(project.folder, 'node_modules', 'tenon')
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      exports: Record<string, Door | string>
    }
    const doors = Object.values(manifest.exports).filter((door) => typeof door !== 'string')

    expect(lstatSync(folder).isSymbolicLink()).toBe(false)
    expect(doors.length).toBeGreaterThan(5)
    for (const door of doors) {
      expect(door.default).toMatch(/^\.\/dist\/.*\.js$/)
      expect(existsSync(path.join(folder, door.default))).toBe(true)
      expect(existsSync(path.join(folder, door.types))).toBe(true)
    }
    expect(
      globSync('**/*.{ts,tsx}', { cwd: folder }).filter((file) => !file.endsWith('.d.ts')),
    ).toEqual([])
  })

  it(
    'has doors with types that the example compiles against',
    async () => {
      const { code, output } = await project.compile()

      expect(output).toBe('')
      expect(code).toBe(0)
    },
    MINUTE,
  )
})

describe('tenon in a project', () => {
  it('tells what the plugin adds', async () => {
    const { code, output } = await project.tenon(['plugin', 'inspect', 'warranties'])
    const manifest = JSON.parse(output.slice(output.indexOf('{\n'))) as unknown

    expect(code).toBe(0)
    expect(manifest).toMatchObject({
      collections: [{ slug: 'warranties' }],
      id: 'warranties',
      options: { properties: { months: { default: 24 } } },
      permissions: ['warranties.warranty.void'],
      slots: [{ collection: 'warranties', id: 'warranties.endingSoon', slot: 'navigation' }],
    })
  })

  it.each([
    ['COLLECTION_TENANCY_MISSING', 'collections: [{ ...claims, custom: {} }]'],
    [
      'COLLECTION_TENANCY_GLOBAL',
      "collections: [{ ...claims, custom: { tenon: { tenancy: 'global' } } }]",
    ],
    ['PLUGIN_EVENT_FOREIGN', "events: { 'deals.deal.won': z.object({}) }"],
    [
      'PLUGIN_SLOT_FOREIGN',
      "slots: [{ component: './a#A', id: 'crm.a', label, slot: 'navigation' }]",
    ],
    ['PLUGIN_SLUG_DUPLICATE', "collections: [{ ...claims, slug: 'deals' }]"],
  ])('refuses at boot: %s', async (refusal, part) => {
    const { code, output } = await project.tenon(['start'], configWith(part))

    expect(output).toMatch(new RegExp(`^${refusal}: .*"claims"`, 'm'))
    expect(code).toBe(1)
  })
})

describe('the product with the plugin', () => {
  let northwind: string
  let token: string
  let record: Doc

  beforeAll(async () => {
    if (project.unreachable === undefined) {
      await project.start()
      token = await signIn('acme')
      northwind = await signIn('northwind')
    }
  }, 5 * MINUTE)

  it('keeps a warranty of a contact and a product', async () => {
    const body = { ...(await partners()), serial: 'SN-1', startsOn: '2027-01-31' }
    const { json, status } = await project.ask('acme', 'POST', WARRANTIES, { body, token })
    record = (json as { doc: Doc }).doc

    expect(status).toBe(201)
    expect(record).toMatchObject({ ...body, endsOn: '2029-01-31', status: 'active' })
  })

  it('refuses what its rules refuse, with their codes', async () => {
    const body = { ...(await partners()), serial: 'SN-2', startsOn: '2027-01-31' }
    const early = await project.ask('acme', 'POST', WARRANTIES, {
      body: { ...body, endsOn: '2027-01-31' },
      token,
    })
    const twice = await project.ask('acme', 'POST', WARRANTIES, {
      body: { ...body, serial: record.serial },
      token,
    })
    // A manager changes every record but has no permission of a plugin; an administrator has them all.
    const voided = await project.ask('acme', 'PATCH', `${WARRANTIES}/${record.id}`, {
      body: { status: 'void' },
      token: await signIn('acme', 'manager'),
    })

    expect([early.status, early.json]).toMatchObject([
      422,
      { errors: [{ code: 'WARRANTIES_END_BEFORE_START', field: 'endsOn' }] },
    ])
    expect([twice.status, twice.json]).toMatchObject([
      409,
      { errors: [{ code: 'RECORD_DUPLICATE' }] },
    ])
    expect([voided.status, voided.json]).toMatchObject([
      403,
      { errors: [{ code: 'WARRANTIES_VOID_FORBIDDEN', field: 'status' }] },
    ])
  })

  it('shows another tenant nothing of it', async () => {
    const target = `${WARRANTIES}/${record.id}`
    const own = await project.ask('acme', 'GET', target, { token })
    const foreign = await project.ask('northwind', 'GET', target, { token: northwind })
    const list = await project.ask('northwind', 'GET', WARRANTIES, { token: northwind })
    const written = await project.ask('northwind', 'PATCH', target, {
      body: { notes: 'seen' },
      token: northwind,
    })
    const related = await project.ask('northwind', 'POST', WARRANTIES, {
      body: { ...(await partners()), serial: 'SN-1', startsOn: '2027-01-31' },
      token: northwind,
    })

    expect(own.status).toBe(200)
    expect([foreign.status, written.status]).toEqual([404, 404])
    expect(list.json).toMatchObject({ docs: [], totalDocs: 0 })
    expect(related.json).toMatchObject({ errors: [{ code: 'RECORD_RELATION_MISSING' }] })
  })

  it('has a list, a board and a record page without a line of screen code', async () => {
    const pages = ['', '/board', `/${record.id}`].map(
      (end) => `/admin/collections/warranties${end}`,
    )
    for (const page of pages) {
      const { status, text } = await project.ask('acme', 'GET', page, {
        cookie: `tenon-session=${token}`,
      })
      expect([page, status]).toEqual([page, 200])
      expect(text).toContain(record.serial)
    }
    const board = await screen('board', { collection: 'warranties' })
    expect(board).toMatchObject({ mayMove: true })
    expect(board['columns']).toMatchObject([{ id: 'active' }, { id: 'claimed' }, { id: 'void' }])
    const timeline = await screen('record-timeline', { collection: 'warranties', id: record.id })
    expect(timeline).toMatchObject({ entries: [{ change: { op: 'create' }, kind: 'change' }] })
    const list = await screen('list', { collection: 'warranties' })
    expect(list).toMatchObject({ rows: { docs: [{ id: record.id, serial: record.serial }] } })
  })

  it('is found by the palette, which offers to create one', async () => {
    const found = await project.ask('acme', 'GET', `/api/search?q=${record.serial}`, { token })
    expect(found.json).toMatchObject({
      docs: [{ collection: 'warranties', id: record.id, title: record.serial }],
    })
    const frame = JSON.stringify(await screen('frame', {}))
    expect(frame).toContain('"slug":"warranties"')
    expect(await screen('quick-create', { collection: 'warranties' })).toMatchObject({
      view: { slug: 'warranties' },
    })
  })

  it('shows the component that the plugin put into a slot, around every screen', async () => {
    const { status, text } = await project.ask('acme', 'GET', '/admin', {
      cookie: `tenon-session=${token}`,
    })

    expect(status).toBe(200)
    expect(text).toContain('data-warranties-ending=')
  })

  it('keeps tenants apart in the new table as well', async () => {
    const { code, output } = await project.tenon(['doctor'])

    expect(output).toMatch(/^clean$/m)
    expect(code).toBe(0)
  })

  it('leaves no process behind after Ctrl-C', async () => {
    expect(project.processes().length).toBeGreaterThan(0)
    await project.stop()
    for (let look = 0; look < 20 && project.processes().length > 0; look += 1) {
      await sleep(250)
    }

    expect(project.processes()).toEqual([])
  })

  async function signIn(slug: string, person = 'admin'): Promise<string> {
    const body = { email: `${person}@${slug}.test`, password: DEMO_PASSWORD }
    const { json } = await project.ask(slug, 'POST', '/api/auth/login', { body })

    return (json as { token: string }).token
  }

  async function screen(name: string, input: object): Promise<Record<string, unknown>> {
    const query = new URLSearchParams({ input: JSON.stringify(input) })
    const { json, status } = await project.ask(
      'acme',
      'GET',
      `/api/screens/${name}?${query.toString()}`,
      { token },
    )
    expect([name, status]).toEqual([name, 200])

    return json as Record<string, unknown>
  }

  async function partners(): Promise<{ contact: string; product: string }> {
    const first = async (slug: string) => {
      const { json } = await project.ask('acme', 'GET', `/api/${slug}?limit=1`, { token })

      return (json as { docs: [Doc] }).docs[0].id
    }

    return { contact: await first('contacts'), product: await first('products') }
  }
})

function configWith(part: string): string {
  return `import { text } from 'tenon/fields'
import { defineCollection, defineCrm, definePlugin } from 'tenon/plugin'
import { z } from 'zod'

const label = { de: 'Fall', en: 'Claim' }
const claims = defineCollection({
  fields: [text({ label, name: 'title' })],
  labels: { plural: label, singular: label },
  listColumns: ['title'],
  slug: 'claims',
  title: 'title',
})
const plugin = definePlugin({ id: 'claims', kernel: '^0.1.0', ${part} })

export default defineCrm({ plugins: [plugin()] })
`
}
