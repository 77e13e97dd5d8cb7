import { describe, expect, it } from 'vitest'

import { filterOf, searchOf } from './filterOf.ts'

const ID = '01a1ff87-761b-703b-aa9a-f2e18719cbcc'

function asked(search: string) {
  const parameters = new URLSearchParams(search)

  return filterOf((name) => parameters.get(name))
}

describe('the address of the home page', () => {
  it('comes back from what it asks for', () => {
    for (const search of ['', '?owner=me&period=year', `?owner=${ID}&period=all&team=${ID}`]) {
      const params = new URLSearchParams(searchOf(asked(search)))
      expect(Object.fromEntries(params)).toEqual(Object.fromEntries(new URLSearchParams(search)))
    }
  })

  it('counts what it cannot mean as not asked', () => {
    expect(asked("?owner=1' or true&period=never&team=x")).toEqual({
      owner: '',
      period: 'quarter',
      team: '',
    })
  })
})
