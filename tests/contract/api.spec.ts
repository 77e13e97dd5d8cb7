import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { testApp } from '../helpers/testApp.ts'
import type { TestApp } from '../helpers/testApp.ts'

describe('the API', () => {
  let app: TestApp

  beforeAll(async () => {
    const started = performance.now()
    app = await testApp()
    console.log('testApp', performance.now() - started)
    const second = performance.now()
    await app.close()
    const other = await testApp({ tenants: ['empty'] })
    console.log('testApp 2', performance.now() - second)
    await other.close()
    app = await testApp()
  })
  afterAll(async () => {
    await app.close()
  })

  it('answers', async () => {
    const { token } = await app.signIn('acme', 'admin@acme.test')
    const answer = await app.request('acme', 'GET', '/api/deals?limit=1', { token })
    console.log(answer.text)
    expect(answer.status).toBe(200)
  })
})
