import { describe, expect, it } from 'vitest'

import { periodDays, periodFrom } from './periods.ts'
import { startOfDay, zonedDay } from './zonedDay.ts'

describe('a relative period', () => {
  it.each([
    ['today', '2026-11-21', '2026-11-22'],
    ['yesterday', '2026-11-20', '2026-11-21'],
    ['tomorrow', '2026-11-22', '2026-11-23'],
    ['last-30-days', '2026-10-23', '2026-11-22'],
    ['next-7-days', '2026-11-22', '2026-11-29'],
    ['this-week', '2026-11-16', '2026-11-23'],
    ['last-week', '2026-11-09', '2026-11-16'],
    ['this-month', '2026-11-01', '2026-12-01'],
    ['next-month', '2026-12-01', '2027-01-01'],
    ['last-quarter', '2026-07-01', '2026-10-01'],
    ['this-year', '2026-01-01', '2027-01-01'],
    ['last-year', '2025-01-01', '2026-01-01'],
  ])('%s means the days from %s until before %s', (name, from, until) => {
    expect(periodDays(name, '2026-11-21')).toEqual({ from, until })
  })

  it('is unknown by any other name', () => {
    expect(
      ['', 'last-0-days', 'last-99999-days', 'this-decade', 'constructor'].map((name) =>
        periodDays(name, '2026-11-21'),
      ),
    ).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it('that a group of a summary begins with ends where the next begins', () => {
    expect(periodFrom('quarter', '2026-10-01')).toEqual({ from: '2026-10-01', until: '2027-01-01' })
    expect(periodFrom('day', '2026-12-31')).toEqual({ from: '2026-12-31', until: '2027-01-01' })
    expect(periodFrom('week', '2026-11-16')).toEqual({ from: '2026-11-16', until: '2026-11-23' })
  })
})

describe('a day of a time zone', () => {
  it('begins when the clock there says so, also where it is changed on that day', () => {
    expect(startOfDay('2026-11-21', 'Europe/Berlin')).toBe('2026-11-20T23:00:00.000Z')
    expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
    expect(startOfDay('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z')
    expect(startOfDay('2026-11-21', 'America/New_York')).toBe('2026-11-21T05:00:00.000Z')
  })

  it('is that of the place, not of the server', () => {
    expect(zonedDay(new Date('2026-11-21T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-22')
    expect(zonedDay(new Date('2026-11-21T03:00:00Z'), 'America/New_York')).toBe('2026-11-20')
  })
})
