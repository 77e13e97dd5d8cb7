import { expect, it } from 'vitest'

import { guessStage } from './guessStage.ts'

it.each([
  ['Won', 'won', 100],
  ['Closed Won', 'won', 100],
  ['Gewonnen', 'won', 100],
  ['Lost', 'lost', 0],
  ['Closed - Lost', 'lost', 0],
  ['Prospecting', 'open', 10],
  ['Engaging', 'open', 30],
  ['Angebot', 'open', 50],
  ['Wondering', 'open', 40],
])('takes %s as %s with %i percent', (name, kind, probability) => {
  expect(guessStage(name)).toEqual({ kind, probability })
})
