import { describe, expect, it } from 'vitest'

import type { ListPage } from '../../../screens/index.ts'
import { definitionOf } from './saveViews.ts'

const STATE = {
  columns: ['title', 'amount'],
  group: null,
  limit: 25,
  search: '',
  sort: '-amount',
  trash: false,
  view: null,
  where: {},
}

describe('a view', () => {
  it('keeps how the list is looked at, and nothing that is not there', () => {
    const page = { state: STATE, widths: { amount: 200, owner: 300 } } as unknown as ListPage

    expect(definitionOf(page)).toEqual({
      columns: ['title', 'amount'],
      sort: '-amount',
      widths: { amount: 200 },
    })
    expect(
      definitionOf({
        state: { ...STATE, group: { by: 'stage' }, search: 'x', where: { a: { equals: 1 } } },
        widths: {},
      } as unknown as ListPage),
    ).toMatchObject({ group: { by: 'stage' }, search: 'x', where: { a: { equals: 1 } } })
  })
})
