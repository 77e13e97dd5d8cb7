import { describe, expect, it } from 'vitest'

import { isAt, listPlace, recordAt, recordPlace } from './places.ts'

const ID = '0199a1b2-0000-7000-8000-00000000000a'

describe('places of the admin', () => {
  it('know the record that an address shows', () => {
    expect(recordAt(recordPlace('deals', ID))).toEqual({ collection: 'deals', id: ID })
    expect(recordAt(`${recordPlace('deal-lines', ID)}/history`)).toEqual({
      collection: 'deal-lines',
      id: ID,
    })
    expect(recordAt(`/admin/collections/deals/record/${ID}`)?.id).toBe(ID)
  })

  it('know no record in lists, forms of new records and elsewhere', () => {
    for (const path of [listPlace('deals'), '/admin/collections/deals/create', '/admin', '/x']) {
      expect(recordAt(path)).toBeUndefined()
    }
  })

  it('lie below their list, and below no list whose name begins alike', () => {
    expect(isAt(recordPlace('deals', ID), listPlace('deals'))).toBe(true)
    expect(isAt(listPlace('deal-lines'), listPlace('deal'))).toBe(false)
    expect(isAt(listPlace('deals'), '/admin')).toBe(false)
    expect(isAt('/admin', '/admin')).toBe(true)
  })
})
