import { describe, expect, it } from 'vitest'

import type { DateOrder } from '../types.ts'
import { addDateEvidence, decideDateOrder, noDateEvidence, parseDate } from './dates.ts'

function decide(values: readonly string[], locale = 'en') {
  const evidence = noDateEvidence()
  values.forEach((value) => addDateEvidence(evidence, value))

  return decideDateOrder(evidence, locale)
}

describe('decideDateOrder', () => {
  it.each<[string[], DateOrder]>([
    [['2017-03-01', '2016-10-20'], 'iso'],
    [['2017/03/01', '2016/10/20'], 'ymd'],
    [['3/1/2017', '10/20/2016'], 'mdy'],
    [['1/3/2017', '20/10/2016'], 'dmy'],
    [['26-08-2020', '01-02-2021'], 'dmy'],
    [['1.2.2021', '3.4.2021'], 'dmy'],
    [['12.25.2021', '1.2.2021'], 'mdy'],
  ])('reads %j as %s without a doubt', (values, order) => {
    expect(decide(values)).toEqual({ ambiguous: false, order })
  })

  it.each<[string, DateOrder]>([
    ['en', 'mdy'],
    ['en-GB', 'dmy'],
    ['de', 'dmy'],
  ])('says that 1/2/2021 is open and follows %s', (locale, order) => {
    expect(decide(['1/2/2021', '3/4/2021'], locale)).toEqual({ ambiguous: true, order })
  })

  it('says so when some values only fit one order and some only the other', () => {
    expect(decide(['13/1/2021', '1/13/2021']).ambiguous).toBe(true)
  })
})

describe('parseDate', () => {
  it.each<[string, DateOrder, null | string]>([
    ['3/1/2017', 'mdy', '2017-03-01'],
    ['3/1/2017', 'dmy', '2017-01-03'],
    ['26-08-2020', 'dmy', '2020-08-26'],
    ['1.2.21', 'dmy', '2021-02-01'],
    ['1.2.71', 'dmy', '1971-02-01'],
    ['2020-02-29', 'mdy', '2020-02-29'],
    ['2020-02-29T10:00:00Z', 'iso', '2020-02-29'],
    ['2021-02-29', 'iso', null],
    ['2/30/2020', 'mdy', null],
    ['13/13/2020', 'mdy', null],
    ['3/1/2017', 'iso', null],
    ['1/2-2020', 'mdy', null],
    ['soon', 'mdy', null],
  ])('reads %s in %s as %s', (value, order, iso) => {
    expect(parseDate(value, order)).toBe(iso)
  })
})
