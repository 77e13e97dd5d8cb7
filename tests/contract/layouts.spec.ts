import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

type Faults = { errors: { code?: string; field?: string; message: string }[] }

describe('layouts', () => {
  let app: TestApp
  let admin: string
  let rep: string
  let contact: string

  beforeAll(async () => {
    app = await testApp()
    ;({ token: admin } = await app.signIn('acme', 'admin@acme.test'))
    ;({ token: rep } = await app.signIn('acme', 'rep@acme.test'))
    const list = await app.request('acme', 'GET', '/api/contacts?limit=1', { token: admin })
    contact = (list.json as { docs: { id: string }[] }).docs[0]?.id ?? ''
  })
  afterAll(async () => {
    await app.close()
  })

  const write = (definition: unknown, further: object = {}, token = admin) =>
    app.request('acme', 'POST', '/api/layouts', {
      body: {
        collection: 'contacts',
        definition,
        key: `contacts.${Math.random().toString(36).slice(2)}`,
        name: { de: 'Kontakte', en: 'Contacts' },
        ...further,
      },
      token,
    })
  const layout = async (token: string) => {
    const input = encodeURIComponent(JSON.stringify({ collection: 'contacts', id: contact }))
    const answer = await app.request('acme', 'GET', `/api/screens/record?input=${input}`, { token })

    return (
      answer.json as {
        layout: {
          header: string[]
          related: { collection: string; columns: string[]; field: string }[]
          sections: { fields: string[]; isClosed: boolean; label: object | null }[]
        }
      }
    ).layout
  }

  it.each([
    [{ header: ['name', 'shoeSize'] }, 'shoeSize'],
    [{ sections: [{ fields: ['email', 'nickname'] }] }, 'nickname'],
    [{ related: [{ collection: 'deals', field: 'company' }] }, 'does not point to "contacts"'],
    [{ related: [{ collection: 'consents', columns: ['mood'], field: 'contact' }] }, 'mood'],
    [{ related: [{ collection: 'ghosts', field: 'contact' }] }, 'ghosts'],
    [{ colour: 'red' }, 'colour'],
    [{ sections: 'all' }, 'sections'],
  ])('refuse what no page could follow and name it: %j', async (definition, named) => {
    const answer = await write(definition)

    expect(answer.status).toBe(422)
    expect((answer.json as Faults).errors).toEqual([
      expect.objectContaining({
        code: 'PLATFORM_LAYOUT_INVALID',
        message: expect.stringContaining(named) as string,
      }),
    ])
  })

  it('refuse collections that are not there', async () => {
    const answer = await write({}, { collection: 'ghosts' })

    expect([answer.status, (answer.json as Faults).errors[0]?.code]).toEqual([
      422,
      'PLATFORM_LAYOUT_COLLECTION',
    ])
  })

  it('are written by those alone who may change settings', async () => {
    expect((await write({ header: ['email'] }, {}, rep)).status).toBe(403)
  })

  it('hold for everybody, and the one of a role before it', async () => {
    const before = await layout(rep)
    expect(before.header).toContain('company')
    expect(before.sections[0]?.fields).toContain('firstName')

    const everybody = await write({
      header: ['email'],
      related: [{ collection: 'consents', columns: ['channel'], field: 'contact' }],
      sections: [{ fields: ['phone', 'email'], label: { de: 'Erreichbar', en: 'Reach' } }],
    })
    expect(everybody.status).toBe(201)
    expect(await layout(rep)).toEqual({
      header: ['email'],
      related: [{ collection: 'consents', columns: ['channel'], field: 'contact' }],
      sections: [
        {
          fields: ['phone', 'email'],
          isClosed: false,
          key: 'section-0',
          label: { de: 'Erreichbar', en: 'Reach' },
        },
      ],
    })

    const roles = await app.request('acme', 'GET', '/api/roles?where[key][equals]=rep', {
      token: admin,
    })
    const role = (roles.json as { docs: { id: string }[] }).docs[0]?.id
    expect((await write({ header: ['phone'] }, { role })).status).toBe(201)
    expect((await layout(rep)).header).toEqual(['phone'])
    expect((await layout(admin)).header).toEqual(['email'])
  })

  it('never show what a role hides', async () => {
    const roles = await app.request('acme', 'GET', '/api/roles?where[key][equals]=rep', {
      token: admin,
    })
    const [role] = (roles.json as { docs: { id: string; permissions: object }[] }).docs
    const hide = { ...role?.permissions, fields: { contacts: { phone: 'hidden' } } }
    const changed = await app.request('acme', 'PATCH', `/api/roles/${role?.id ?? ''}`, {
      body: { permissions: hide },
      token: admin,
    })
    expect(changed.status).toBe(200)
    const { token } = await app.signIn('acme', 'rep@acme.test', { fresh: true })
    const shown = await layout(token)

    expect(shown.header).toEqual([])
    expect(JSON.stringify(shown)).not.toContain('"phone"')
  })
})
