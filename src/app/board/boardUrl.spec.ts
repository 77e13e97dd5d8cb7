import { describe, expect, it } from 'vitest'

import { isFiltered, readFilters, writeFilters } from './boardUrl.ts'

describe('the address of a board', () => {
  it('says what it was told', () => {
    const query = '?by=type&from=2026-01-01&owner=me&pipeline=sales&to=2026-12-31&open=w%2Cl&q=a+b'

    expect(writeFilters(readFilters(new URLSearchParams(query)))).toBe(query)
    expect(writeFilters({ open: [], text: '' })).toBe('')
  })

  it('leaves out days that are none', () => {
    expect(readFilters(new URLSearchParams('from=yesterday&to=2026-1-1'))).toEqual({
      open: [],
      text: '',
    })
  })

  it('tells whether records are left out', () => {
    expect(isFiltered({ open: ['w'], pipeline: 'x', text: '' })).toBe(false)
    expect(isFiltered({ open: [], owner: 'me', text: '' })).toBe(true)
    expect(isFiltered({ open: [], text: 'x' })).toBe(true)
  })
})
