import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readRecords, writeRecord } from '../../src/collection/index.ts'
import { isTenonError } from '../../src/kernel/errors/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

let app: TestApp
let adminId: string
let adminRole: string
const clerkId = newId()
const clerkRole = newId()

beforeAll(async () => {
  app = await testApp()
  await app.inTenant('acme', async () => {
    const roles = await readRecords({ collection: 'roles', where: { key: { equals: 'admin' } } })
    adminRole = roles.docs[0]?.id ?? ''
    const admins = await readRecords({
      collection: 'users',
      where: { email: { equals: 'admin@acme.test' } },
    })
    adminId = admins.docs[0]?.id ?? ''
    const permissions = {
      actions: ['users.manage', 'settings.manage'],
      collections: { roles: { update: 'all' }, users: { update: 'all' } },
    }
    await writeRecord({
      change: {
        data: { key: 'clerk', name: 'Clerk', permissions },
        id: clerkRole,
        op: 'create',
      },
      collection: 'roles',
    })
    await writeRecord({
      change: {
        data: { kind: 'staff', name: 'Clara Clerk', role: clerkRole, status: 'active' },
        id: clerkId,
        op: 'create',
      },
      collection: 'users',
    })
  })
})

afterAll(() => app.close())

function write(userId: string, collection: string, id: string, data: Record<string, unknown>) {
  return runAsTenant({ tenantId: app.tenantId('acme'), userId }, () =>
    writeRecord({ change: { data, id, op: 'update' }, collection, mode: 'strict' }),
  )
}

const exceeded: unknown = expect.toSatisfy((error: unknown) =>
  isTenonError(error, 'PLATFORM_RIGHTS_EXCEEDED'),
)
const everything = {
  actions: [],
  collections: { '*': { create: 'all', delete: 'all', read: 'all', update: 'all' } },
}

describe('somebody who manages users and settings but no records', () => {
  it('cannot make themselves an administrator', async () => {
    await expect(write(clerkId, 'users', clerkId, { role: adminRole })).rejects.toEqual(exceeded)
  })

  it('cannot widen their own role', async () => {
    await expect(write(clerkId, 'roles', clerkRole, { permissions: everything })).rejects.toEqual(
      exceeded,
    )
  })

  it('can still rename a colleague', async () => {
    await expect(write(clerkId, 'users', clerkId, { title: 'Clerk' })).resolves.toMatchObject({
      title: 'Clerk',
    })
  })
})

describe('an administrator', () => {
  it('can give both', async () => {
    await expect(
      write(adminId, 'roles', clerkRole, { permissions: everything }),
    ).resolves.toMatchObject({ permissions: everything })
    await expect(write(adminId, 'users', clerkId, { role: adminRole })).resolves.toMatchObject({
      role: adminRole,
    })
  })
})

it('gives an API key no way to hand out more than its role holds', async () => {
  const admin = await app.signIn('acme', 'admin@acme.test')
  const viewer = await app.signIn('acme', 'viewer@acme.test')
  const permissions = {
    actions: ['users.manage'],
    collections: { users: { read: 'all', update: 'all' } },
  }
  const role = await app.request('acme', 'POST', '/api/roles', {
    body: { name: { en: 'Registrar' }, permissions },
    token: admin.token,
  })
  const made = await app.request('acme', 'POST', '/api/auth/api-keys', {
    body: { name: 'Registrar', role: (role.json as { doc: { id: string } }).doc.id },
    token: admin.token,
  })
  const { key } = made.json as { key: string }
  const given = await app.request('acme', 'PATCH', `/api/users/${viewer.userId}`, {
    body: { role: adminRole },
    token: key,
  })

  expect(made.status).toBe(201)
  expect(given.status).toBe(403)
  expect(given.text).toContain('PLATFORM_RIGHTS_EXCEEDED')
})
