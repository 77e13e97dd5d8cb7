import { describe, expect, it } from 'vitest'

import { dayOf, groupByDay, nearDay } from './days.ts'

describe('days', () => {
  it('are those of the time zone, not of the clock of the server', () => {
    expect(dayOf('2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-02')
    expect(dayOf('2026-03-01T23:30:00Z', 'America/New_York')).toBe('2026-03-01')
  })

  it('hold the entries that fall on them, in their order', () => {
    const entries = ['2026-03-02T10:00:00Z', '2026-03-01T23:30:00Z', '2026-03-01T10:00:00Z'].map(
      (at) => ({ at }),
    )

    expect(
      groupByDay(entries, 'Europe/Berlin').map(({ entries: of, key }) => [key, of.length]),
    ).toEqual([
      ['2026-03-02', 2],
      ['2026-03-01', 1],
    ])
  })

  it.each([
    ['2026-03-28', 'yesterday'],
    ['2026-03-29', 'today'],
    ['2026-03-30', 'tomorrow'],
    ['2026-03-31', undefined],
  ])('near today have a name: %s', (key, name) => {
    // The clocks go forward in this night.
    expect(nearDay(key, new Date('2026-03-29T21:30:00Z'), 'Europe/Berlin')).toBe(name)
  })
})
