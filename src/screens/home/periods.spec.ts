import { describe, expect, it } from 'vitest'

import { bucketsOf, dayIn, frameOf, startOfDay } from './periods.ts'

const NOW = new Date('2026-11-21T23:30:00Z')

describe('frameOf', () => {
  it('names the days of the quarter and of the one before', () => {
    expect(frameOf('quarter', 'UTC', NOW)).toMatchObject({
      before: { from: '2026-07-01', to: '2026-10-01' },
      from: '2026-10-01',
      to: '2027-01-01',
      today: '2026-11-21',
    })
  })

  it('begins a week on Monday, in the zone of the reader', () => {
    expect(frameOf('week', 'UTC', NOW).from).toBe('2026-11-16')
    expect(frameOf('week', 'Asia/Tokyo', new Date('2026-11-22T20:00:00Z')).from).toBe('2026-11-23')
  })

  it('looks back a month over the turn of the year', () => {
    expect(frameOf('lastMonth', 'UTC', new Date('2026-01-31T12:00:00Z'))).toMatchObject({
      before: { from: '2025-11-01', to: '2025-12-01' },
      from: '2025-12-01',
      to: '2026-01-01',
    })
  })

  it('has no bounds for all of the time', () => {
    expect(frameOf('all', 'UTC', NOW)).toMatchObject({ before: null, from: null, to: null })
  })
})

describe('startOfDay', () => {
  it.each([
    ['2026-11-21', 'Europe/Berlin', '2026-11-20T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
    // The clocks of Berlin go forward at two that night.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-11-21', 'America/New_York', '2026-11-21T05:00:00.000Z'],
  ])('of %s in %s is %s', (day, zone, moment) => {
    expect(startOfDay(day, zone).toISOString()).toBe(moment)
  })
})

describe('dayIn', () => {
  it('is the day of the zone, not of the server', () => {
    expect(dayIn('Asia/Tokyo', NOW)).toBe('2026-11-22')
  })
})

describe('bucketsOf', () => {
  it('names every month of a time, also those without records', () => {
    expect(bucketsOf('month', { from: '2026-10-15', to: '2027-01-01' })).toEqual([
      '2026-10-01',
      '2026-11-01',
      '2026-12-01',
    ])
  })
})
