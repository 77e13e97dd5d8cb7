import { describe, expect, it } from 'vitest'

import { showsDate } from './readDateStyles.ts'
import { serialDate } from './serialDate.ts'

describe('the number of a day', () => {
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [61, false, '1900-03-01'],
    [43_831, false, '2020-01-01'],
    [42_369, true, '2020-01-01'],
    [43_831.75, false, '2020-01-01T18:00:00Z'],
    [43_831.999_999_9, false, '2020-01-02T00:00:00Z'],
    [0.5, false, '12:00:00'],
    [0, true, '1904-01-01'],
    [-1, false, null],
    [3_000_000, false, null],
  ])('%d (from 1904: %s) is %s', (serial, is1904, text) => {
    expect(serialDate(serial, is1904)).toBe(text)
  })
})

describe('a format', () => {
  it.each(['yyyy-mm-dd', 'd/m/yy h:mm', '[$-407]DD.MM.YYYY', '[h]:mm', '"on" dd"."mm'])(
    'of dates is known: %s',
    (code) => {
      expect(showsDate(code)).toBe(true)
    },
  )

  it.each(['General', '0.00', '#,##0 "days"', '[Red]0', '0\\d', '[$€-407] #,##0'])(
    'of numbers is none: %s',
    (code) => {
      expect(showsDate(code)).toBe(false)
    },
  )
})
