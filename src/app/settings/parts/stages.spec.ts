import { expect, it } from 'vitest'

import { newPlaces } from './stages.ts'

it('gives new places to those stages alone that have moved', () => {
  const [a, b, c] = [
    { id: 'a', order: 10 },
    { id: 'b', order: 20 },
    { id: 'c', order: 30 },
  ]

  expect(newPlaces([a, b, c] as { id: string; order: number }[])).toEqual([])
  expect(newPlaces([a, c, b] as { id: string; order: number }[])).toEqual([
    { order: 20, stage: c },
    { order: 30, stage: b },
  ])
})
