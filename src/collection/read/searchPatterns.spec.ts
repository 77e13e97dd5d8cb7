import { describe, expect, it } from 'vitest'

import { compileModel } from '../model/compileModel.ts'
import { searchPatterns } from './searchPatterns.ts'

const model = compileModel(
  {
    custom: { tenon: { searchFields: ['name', 'email'] } },
    fields: [
      { name: 'name', type: 'text' },
      { name: 'email', type: 'email' },
      { name: 'title', type: 'text' },
    ],
    slug: 'people',
  },
  { module: 'test' },
)

describe('searchPatterns', () => {
  it('takes the longest word of a search field', () => {
    expect(searchPatterns(model, { name: { like: 'von Brandt' } })).toEqual([
      '%Brandt%',
      '%braendt%',
    ])
    expect(searchPatterns(model, { name: { like: 'in Kitzbly' } })).toEqual(['%Kitzbly%'])
  })

  it('names both ways to write umlauts', () => {
    expect(searchPatterns(model, { name: { like: 'Müller' } })).toEqual(['%Müller%', '%mueller%'])
  })

  it('escapes what LIKE would read as a sign', () => {
    expect(searchPatterns(model, { email: { contains: 'j_doe' } })).toEqual(['%j\\_doe%'])
  })

  it('needs every branch of an `or`, and one of an `and`', () => {
    const name = { name: { like: 'ada' } }
    const email = { email: { like: 'ada' } }
    const title = { title: { like: 'ada' } }

    expect(searchPatterns(model, { or: [name, email] })).toEqual(['%ada%', '%aeda%'])
    expect(searchPatterns(model, { or: [name, title] })).toBeUndefined()
    expect(searchPatterns(model, { and: [title, { or: [name, email] }] })).toEqual([
      '%ada%',
      '%aeda%',
    ])
    expect(searchPatterns(model, { or: [name, {}] })).toBeUndefined()
  })

  it('names nothing for short words, other fields and other operators', () => {
    expect(searchPatterns(model, { name: { like: 'ab' } })).toBeUndefined()
    expect(searchPatterns(model, { title: { like: 'manager' } })).toBeUndefined()
    expect(searchPatterns(model, { name: { not_like: 'manager' } })).toBeUndefined()
    expect(searchPatterns(model, {})).toBeUndefined()
  })
})
