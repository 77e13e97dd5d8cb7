import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'

describe('the API', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await testApp()
  })
  afterAll(async () => {
    await app.close()
  })

  it('answers', async () => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    for (const q of ['users?limit=1&depth=1', 'companies?limit=1&depth=1', 'companies?limit=3&depth=2']) {
    const a = await app.request('acme', 'GET', '/api/' + q, { token })
    console.log(q, a.status, a.text.slice(0, 300))
    }
    console.log(JSON.stringify(app.logs().filter((l) => Number(l.level) > 40), null, 1).slice(0, 3000))
  })
})
