import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { listRoutes } from '../../src/server/index.ts'
import type { AppAnswer, TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'
import { keepAccountMails } from '../isolation/matrixAuth.ts'
import { authTries } from './rightsRoutesAuth.ts'
import type { Person } from './rightsRoutesPeople.ts'
import { askAs, HIDDEN, makePeople, PEOPLE, RefusedBefore } from './rightsRoutesPeople.ts'
import { recordTries } from './rightsRoutesRecords.ts'
import { screenTries } from './rightsRoutesScreens.ts'
import type { Try } from './rightsRoutesTry.ts'
import { hereOf, outcomeOf } from './rightsRoutesTry.ts'
import { workTries } from './rightsRoutesWork.ts'

const GOLDEN = path.join(import.meta.dirname, 'rightsRoutes.golden.json')

const tries = [...recordTries, ...workTries, ...screenTries, ...authTries]

/** By attempt, by person: `yes`, `yes without <fields>`, or the refusal. */
type Golden = Record<string, Record<string, string>>

const nameOf = ({ name, route }: Try) => (name === undefined ? route : `${route}: ${name}`)

describe('what six people may do on every route', () => {
  let app: TestApp
  let mate: string
  let people: Record<string, Person>
  const seen: Golden = {}
  const leaks: string[] = []

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    await keepAccountMails(app)
    ;({ mate, people } = await makePeople(app))
  })
  afterAll(async () => {
    await app.close()
  })

  const tenantRoutes = () =>
    listRoutes(app.server.app, app.server.platform).filter(({ host }) => host !== 'platform')

  async function answerFor(one: Try, name: string): Promise<AppAnswer> {
    const person = people[name]
    if (person === undefined) {
      throw new Error(`There is nobody called ${name}.`)
    }
    const admin = askAs(app, people['admin']?.token ?? '')
    await app.sql('delete from sign_in_attempts')
    try {
      return await one.ask(
        hereOf({ admin, app, askAs: (token) => askAs(app, token), mate, person }),
      )
    } catch (error) {
      if (error instanceof RefusedBefore) {
        return error.answer
      }
      throw error
    }
  }

  it('has an attempt on every route of the tenants, and on no other', () => {
    const routes = tenantRoutes().map((route) => `${route.method} ${route.path}`)
    const tried = new Set(tries.map(({ route }) => route))

    expect(routes.filter((route) => !tried.has(route))).toEqual([])
    expect([...tried].filter((route) => !routes.includes(route))).toEqual([])
    expect(new Set(tries.map(nameOf)).size).toBe(tries.length)
  })

  it.each(tries.map((one) => ({ name: nameOf(one), one })))(
    '$name',
    async ({ name, one }) => {
      const answers: Record<string, AppAnswer> = {}
      for (const person of PEOPLE) {
        answers[person] = await answerFor(one, person)
      }
      const admin = answers['admin']
      if (admin === undefined) {
        throw new Error('The administrator is one of the six.')
      }
      seen[name] = Object.fromEntries(
        PEOPLE.map((person) => [person, outcomeOf(answers[person] ?? admin, admin)]),
      )
      const shown = answers['hidden fields']?.text ?? ''
      if (Object.values(HIDDEN).some((value) => shown.includes(String(value)))) {
        leaks.push(name)
      }

      // The control: what is sent is right, so that a refusal of others speaks of rights.
      expect(one.nobody === undefined ? outcomeOf(admin, admin) : 'yes').toBe('yes')
      expect(Object.values(answers).every(({ status }) => status < 500)).toBe(true)
    },
    60_000,
  )

  it('is what the golden file says', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') {
      writeFileSync(GOLDEN, `${JSON.stringify(seen, null, 2)}\n`)
    }

    expect(seen).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')))
  })

  it('shows the values of hidden fields nowhere', () => {
    expect(leaks).toEqual([])
  })

  it('makes each of them nobody on the bare host', async () => {
    const routes = listRoutes(app.server.app, app.server.platform).filter(
      ({ host, path: at }) => host === 'platform' && !at.includes('password'),
    )
    const differing: string[] = []
    for (const { method, path: at } of routes) {
      const ask = async (token?: string) => {
        const answer = await app.request('localhost', method, at.replace(':slug', 'acme'), {
          ...(method === 'GET' ? {} : { body: {} }),
          ...(token === undefined ? {} : { token }),
        })

        return outcomeOf(answer, answer)
      }
      const nobody = await ask()
      await app.sql('delete from sign_in_attempts')
      for (const person of PEOPLE) {
        if ((await ask(people[person]?.token)) !== nobody) {
          differing.push(`${person}: ${method} ${at}`)
        }
      }
    }

    expect(routes.length).toBeGreaterThan(10)
    expect(differing).toEqual([])
  })
})
