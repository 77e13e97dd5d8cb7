import { describe, expect, it } from 'vitest'

import { spellings } from './spellings.ts'

describe('spellings', () => {
  it.each([
    ['Müller', ['Müller', 'mueller']],
    ['Mueller', ['Mueller', 'muller']],
    ['Muller', ['Muller', 'mueller']],
    ['Café  Müller', ['Café  Müller', 'caefe  mueller']],
    ['GmbH', ['GmbH']],
    ['100\\%', ['100\\%']],
  ])('of %s are the two ways to write umlauts', (text, wanted) => {
    expect(spellings(text)).toEqual(wanted)
  })

  it('leave out the way that no index can find', () => {
    expect(spellings('aex')).toEqual(['aex'])
    expect(spellings('ae')).toEqual(['ae', 'a'])
  })
})
