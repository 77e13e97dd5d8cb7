import { describe, expect, it } from 'vitest'

import { builtInRoles } from './builtInRoles.ts'
import { can, canDo, covers, readPermissions } from './permissions.ts'
import type { Permissions } from './types.ts'

function role(key: string): { permissions: Permissions } {
  const found = builtInRoles.find((each) => each.key === key)

  return { permissions: found?.permissions ?? { actions: [], collections: {}, fields: {} } }
}

describe('the built-in roles', () => {
  it.each([
    ['admin', 'deals', 'delete', 'all'],
    ['admin', 'users', 'update', 'all'],
    ['manager', 'deals', 'delete', 'all'],
    ['manager', 'users', 'update', 'none'],
    ['manager', 'roles', 'create', 'none'],
    ['rep', 'deals', 'create', 'all'],
    ['rep', 'deals', 'read', 'all'],
    ['rep', 'deals', 'update', 'own'],
    ['rep', 'deals', 'delete', 'none'],
    ['rep', 'users', 'create', 'none'],
    ['viewer', 'deals', 'read', 'all'],
    ['viewer', 'deals', 'update', 'none'],
  ] as const)('let %s on %s %s: %s', (key, collection, action, level) => {
    expect(can(role(key), collection, action)).toBe(level)
  })

  it('leave people and settings to admins', () => {
    const managing = ['admin', 'manager', 'rep', 'viewer'].filter(
      (key) => canDo(role(key), 'users.manage') || canDo(role(key), 'settings.manage'),
    )

    expect(managing).toEqual(['admin'])
  })

  it('cover each other in order', () => {
    const keys = ['admin', 'manager', 'rep', 'viewer']
    keys.forEach((holder, height) => {
      keys.forEach((wanted, depth) => {
        expect(covers(role(holder).permissions, role(wanted).permissions)).toBe(height <= depth)
      })
    })
  })
})

describe('readPermissions', () => {
  it('leaves out whatever is not a right', () => {
    const read = readPermissions({
      actions: ['users.manage', 7],
      collections: { deals: { create: true, fly: 'all', read: 'own' }, users: 'all' },
    })

    expect(read).toEqual({
      actions: ['users.manage'],
      collections: { deals: { read: 'own' }, users: {} },
      fields: {},
    })
  })

  it.each([null, undefined, 'all', [], 3])('reads %s as no rights', (value) => {
    expect(readPermissions(value)).toEqual({ actions: [], collections: {}, fields: {} })
  })

  it('gives a collection named like a built-in property no rights', () => {
    expect(can(role('viewer'), 'constructor', 'update')).toBe('none')
  })
})
