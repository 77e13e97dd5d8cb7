import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

describe('the trash', () => {
  let app: TestApp
  let token: string

  beforeAll(async () => {
    app = await testApp()
    ;({ token } = await app.signIn('acme', 'admin@acme.test'))
  })
  afterAll(async () => {
    await app.close()
  })

  it('gives back a record, unless its unique value is taken by now', async () => {
    const ask = (method: string, path: string, body?: unknown) =>
      app.request('acme', method, path, { token, ...(body === undefined ? {} : { body }) })
    const make = async () => {
      const answer = await ask('POST', '/api/products', { name: 'Taken', sku: 'TAKEN-1' })
      expect([answer.status, answer.text]).toEqual([201, expect.any(String)])

      return (answer.json as { doc: { id: string } }).doc.id
    }
    const first = await make()
    await ask('DELETE', `/api/products/${first}`)
    const second = await make()
    const clash = await ask('PATCH', `/api/products/${first}`, { deletedAt: null })
    const inBulk = await ask('POST', '/api/products/bulk', { ids: [first], op: 'restore' })
    await ask('DELETE', `/api/products/${second}`)
    const restored = await ask('PATCH', `/api/products/${first}`, { deletedAt: null })

    expect([clash.status, clash.text]).toEqual([409, expect.stringContaining('"sku"')])
    expect(inBulk.json).toMatchObject({
      results: [{ error: { code: 'RECORD_DUPLICATE', field: 'sku' }, ok: false }],
    })
    expect(restored).toMatchObject({ json: { doc: { deletedAt: null } }, status: 200 })
  })

  it('alone is listed with ?trash=only, together with the rest with ?trash=true', async () => {
    const ask = (method: string, path: string, body?: unknown) =>
      app.request('acme', method, path, { token, ...(body === undefined ? {} : { body }) })
    const made = await ask('POST', '/api/products/bulk', {
      operations: ['Kept', 'Thrown'].map((name) => ({
        data: { name: `Only ${name}` },
        op: 'create',
      })),
    })
    const [, thrown] = (made.json as { results: { id: string }[] }).results
    await ask('DELETE', `/api/products/${thrown?.id ?? ''}`)
    const names = await Promise.all(
      ['', '&trash=only', '&trash=true'].map(async (query) => {
        const { json } = await ask('GET', `/api/products?where[name][like]=Only&sort=name${query}`)

        return (json as { docs: { name: string }[] }).docs.map(({ name }) => name)
      }),
    )

    expect(names).toEqual([['Only Kept'], ['Only Thrown'], ['Only Kept', 'Only Thrown']])
  })
})
