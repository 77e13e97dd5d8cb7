import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { screens } from '../../src/screens/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'
import { HIDDEN, makePeople, PEOPLE } from './rightsRoutesPeople.ts'
import type { Person } from './rightsRoutesPeople.ts'
import { outlines } from './screensOutlines.ts'
import type { Ids } from './screensOutlines.ts'

const GOLDEN = path.join(import.meta.dirname, 'screensRoles.golden.json')

/** By person, by screen: what it shows, hides and allows, or the refusal. */
type Golden = Record<string, Record<string, unknown>>

describe('what every screen shows, hides and allows', () => {
  let app: TestApp
  let people: Record<string, Person>
  let ids: Ids
  const seen: Golden = {}
  const leaks: string[] = []

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    ;({ people } = await makePeople(app))
    const idOf = async (query: string) => {
      const token = people['admin']?.token ?? ''
      const { json } = await app.request('acme', 'GET', `/api/${query}`, { token })

      return (json as { docs: { id: string }[] }).docs[0]?.id ?? ''
    }
    const rep = people['rep']?.userId ?? ''
    ids = {
      company: await idOf('companies?limit=1&sort=createdAt'),
      stage: await idOf(
        'stages?limit=1&where[kind][equals]=open&where[pipeline.isDefault][equals]=true',
      ),
      foreignDeal: await idOf(
        `deals?limit=1&where[owner][not_equals]=${rep}&where[stage.kind][equals]=open`,
      ),
      ownDeal: await idOf(
        `deals?limit=1&where[owner][equals]=${rep}&where[stage.kind][equals]=open`,
      ),
    }
  })
  afterAll(async () => {
    await app.close()
  })

  it('has an outline of every screen, and of no other', () => {
    const outlined = new Set(outlines.map(({ screen }) => screen))

    expect([...screens.keys()].filter((name) => !outlined.has(name))).toEqual([])
    expect([...outlined].filter((name) => !screens.has(name))).toEqual([])
  })

  it.each(PEOPLE)(
    'is tried as %s',
    async (name) => {
      const { token = '' } = people[name] ?? {}
      seen[name] = {}
      for (const { ask, name: part, outline, screen } of outlines) {
        const query = encodeURIComponent(JSON.stringify(ask(ids)))
        const { json, status, text } = await app.request(
          'acme',
          'GET',
          `/api/screens/${screen}?input=${query}`,
          { token },
        )
        const { errors } = (json ?? {}) as { errors?: { code: string }[] }
        seen[name][part ?? screen] =
          status === 200 ? outline(json as never) : `${String(status)} ${errors?.[0]?.code ?? ''}`
        if (name === 'hidden fields') {
          const values = [HIDDEN.industry, String(HIDDEN.revenue)]
          leaks.push(
            ...values.filter((value) => text.includes(value)).map((value) => `${screen}: ${value}`),
          )
        }
      }

      expect(Object.keys(seen[name])).toHaveLength(outlines.length)
    },
    60_000,
  )

  it('never tells a hidden value', () => {
    expect(leaks).toEqual([])
  })

  it('is as the golden file says', () => {
    const sorted = Object.fromEntries(
      Object.keys(seen['admin'] ?? {}).map((screen) => [
        screen,
        Object.fromEntries(PEOPLE.map((name) => [name, seen[name]?.[screen]])),
      ]),
    )
    if (process.env['UPDATE_GOLDEN'] === '1') {
      writeFileSync(GOLDEN, `${JSON.stringify(sorted, null, 2)}\n`)
    }

    expect(sorted).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')))
  })
})
