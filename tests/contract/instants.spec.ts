import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Task = { dueAt: string; id: string; version: number }

let app: TestApp
let token: string

beforeAll(async () => {
  app = await testApp()
  ;({ token } = await app.signIn('acme', 'admin@acme.test'))
})

afterAll(async () => {
  await app.close()
})

const ask = async (method: string, path: string, body?: unknown): Promise<Task> => {
  const answer = await app.request('acme', method, path, {
    token,
    ...(body === undefined ? {} : { body }),
  })
  const json = answer.json as Task & { doc?: Task }

  return json.doc ?? json
}
const changesOf = async (id: string) =>
  (await app.sql('select id from domain_events where record_id = $1', [id])).length

describe('an instant', () => {
  it('sent back as it was read is no change, in whichever way it is written', async () => {
    const { id } = await ask('POST', '/api/activities', {
      dueAt: '2026-03-01T10:00:00+01:00',
      subject: 'Call back',
      type: 'task',
    })
    const read = await ask('GET', `/api/activities/${id}?depth=0`)
    const changes = await changesOf(id)
    for (const dueAt of [read.dueAt, '2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z']) {
      await ask('PATCH', `/api/activities/${id}`, { dueAt })
    }

    expect(await ask('GET', `/api/activities/${id}?depth=0`)).toMatchObject({
      dueAt: read.dueAt,
      version: read.version,
    })
    expect(await changesOf(id)).toBe(changes)
  })

  it('of another moment is a change', async () => {
    const { id, version } = await ask('POST', '/api/activities', {
      dueAt: '2026-03-01T09:00:00Z',
      subject: 'Call again',
      type: 'task',
    })
    await ask('PATCH', `/api/activities/${id}`, { dueAt: '2026-03-01T09:00:01Z' })

    expect(await ask('GET', `/api/activities/${id}?depth=0`)).toMatchObject({
      version: version + 1,
    })
  })
})
