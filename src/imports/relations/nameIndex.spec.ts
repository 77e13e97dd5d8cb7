import { describe, expect, it } from 'vitest'

import { nameIndex } from './nameIndex.ts'

const index = nameIndex(['GTX Pro', 'GTX Plus Pro', 'Müller & Söhne', 'Jonathan Smith', 'MG 500'])

describe('the closest name', () => {
  it.each([
    ['GTXPro', 'GTX Pro'],
    ['gtx-plus-pro', 'GTX Plus Pro'],
    ['GTX Prro', 'GTX Pro'],
    ['GTX Por', 'GTX Pro'],
    ['Muller und Sohne', undefined],
    ['Muller & Sohne', 'Müller & Söhne'],
    ['Jonathon Smith', 'Jonathan Smith'],
    ['Jonathan Smyhe', undefined],
    ['MG 501', undefined],
    ['MG500', 'MG 500'],
    ['GTX Pro', undefined],
    ['', undefined],
  ])('to %j is %j', (value, name) => {
    expect(index.closest(value)).toBe(name)
  })
})
