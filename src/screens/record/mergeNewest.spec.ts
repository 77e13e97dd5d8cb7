import { describe, expect, it } from 'vitest'

import type { Placed } from './mergeNewest.ts'
import { mergeNewest } from './mergeNewest.ts'

const item = (id: string, at: string): Placed => ({ at, id, place: `behind ${id}` })

const day = (number: number) => `2026-01-0${String(number)}T00:00:00.000Z`

describe('mergeNewest', () => {
  it('takes the newest of all sources first and says where each goes on', () => {
    const merged = mergeNewest(
      {
        calls: { hasMore: false, items: [item('a', day(4)), item('b', day(2))] },
        files: { hasMore: false, items: [item('c', day(3)), item('d', day(1))] },
      },
      3,
    )

    expect(merged.items.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
    expect(merged.places).toEqual({ calls: 'behind b', files: 'behind c' })
    expect(merged.hasMore).toBe(true)
  })

  it('ends where a source that goes on has nothing left to compare', () => {
    const merged = mergeNewest(
      {
        calls: { hasMore: true, items: [item('a', day(4))] },
        files: { hasMore: false, items: [item('c', day(1))] },
      },
      5,
    )

    expect(merged.items.map(({ id }) => id)).toEqual(['a'])
    expect(merged).toMatchObject({ hasMore: true, places: { calls: 'behind a' } })
  })

  it('goes on behind rows that made no entry', () => {
    const merged = mergeNewest({ changes: { hasMore: true, items: [], last: 'row 9' } }, 5)

    expect(merged).toEqual({ hasMore: true, items: [], places: { changes: 'row 9' } })
  })

  it('tells microseconds apart, and ids at the same instant', () => {
    const merged = mergeNewest(
      {
        one: { hasMore: false, items: [item('a', '2026-01-01T00:00:00.123456+00:00')] },
        other: {
          hasMore: false,
          items: [
            item('z', '2026-01-01T00:00:00.123457+00:00'),
            item('b', '2026-01-01T00:00:00.123456+00:00'),
          ],
        },
      },
      5,
    )

    expect(merged.items.map(({ id }) => id)).toEqual(['z', 'b', 'a'])
    expect(merged.hasMore).toBe(false)
  })
})
