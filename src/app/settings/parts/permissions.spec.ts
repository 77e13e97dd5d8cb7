import { describe, expect, it } from 'vitest'

import type { Permissions } from './permissions.ts'
import { levelOf, readRole, withAction, withLevel, withoutLine, withRule } from './permissions.ts'

const role: Permissions = {
  actions: ['records.bulk'],
  collections: { '*': { create: 'all', read: 'all', update: 'own' }, deals: { read: 'team' } },
  fields: { deals: { amount: 'hidden' } },
}

describe('the permissions of a role as they are edited', () => {
  it('read what is not there as nothing', () => {
    expect(readRole(null)).toEqual({ actions: [], collections: {}, fields: {} })
  })

  it('take a line of a collection whole, and that of all collections without one', () => {
    expect(levelOf(role, 'companies', 'update')).toBe('own')
    expect(levelOf(role, 'deals', 'update')).toBe('none')
    expect(levelOf(role, 'deals', 'export')).toBeUndefined()
  })

  it('begin a line of its own with what held so far', () => {
    expect(withLevel(role, 'companies', 'delete', 'own').collections['companies']).toEqual({
      create: 'all',
      delete: 'own',
      read: 'all',
      update: 'own',
    })
    expect(withLevel(role, 'deals', 'read', undefined).collections['deals']).toEqual({})
    expect(withoutLine(role, 'deals').collections).toEqual({ '*': role.collections['*'] })
  })

  it('give and take rights, and set and lift rules of fields', () => {
    expect(withAction(role, 'audit.read', true).actions).toEqual(['records.bulk', 'audit.read'])
    expect(withAction(role, 'records.bulk', false).actions).toEqual([])
    expect(withRule(role, 'deals', 'closeDate', 'readOnly').fields).toEqual({
      deals: { amount: 'hidden', closeDate: 'readOnly' },
    })
    expect(withRule(role, 'deals', 'amount', undefined).fields).toEqual({})
  })
})
