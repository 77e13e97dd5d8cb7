import { describe, expect, it } from 'vitest'

import { highlight } from './highlight.ts'

const marked = (text: string, asked: string) =>
  highlight(text, asked)
    .map(({ isHit, text: piece }) => (isHit ? `[${piece}]` : piece))
    .join('')

describe('highlight', () => {
  it('marks every word wherever it stands', () => {
    expect(marked('Ada Lovelace, London', 'lo ada')).toBe('[Ada] [Lo]velace, [Lo]ndon')
  })

  it('knows letters with and without accents, and keeps how they are written', () => {
    expect(marked('Müller & Söhne', 'muller')).toBe('[Müller] & Söhne')
    expect(marked('Café', 'CAFÉ')).toBe('[Café]')
  })

  it('joins what touches and leaves the rest alone', () => {
    expect(marked('banana', 'an na')).toBe('b[anana]')
    expect(marked('banana', '')).toBe('banana')
    expect(marked('', 'x')).toBe('')
  })
})
