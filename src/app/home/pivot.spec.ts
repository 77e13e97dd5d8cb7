import { describe, expect, it } from 'vitest'

import type { Widget, WidgetData } from '../../screens/index.ts'
import { pivot } from './pivot.ts'

const WORDS = {
  count: 'Records',
  language: 'en',
  nothing: 'None',
  other: 'Others',
  unseen: 'Hidden',
}

const WIDGET: Widget = {
  better: 'more',
  by: ['closeDate'],
  collection: 'deals',
  date: 'closeDate',
  id: 'one',
  kind: 'bar',
  limit: 60,
  measures: [{ of: 'count' }],
  period: 'month',
  reach: 'period',
  span: 2,
  title: { en: 'Deals' },
}

type Shown = Extract<WidgetData, { state: 'shown' }>

function shown(data: Partial<Shown>): Shown {
  return { isCut: false, isTimed: false, points: [], state: 'shown', units: ['count'], ...data }
}

describe('pivot', () => {
  it('has a row for every month, also for one without records', () => {
    const table = pivot(
      WIDGET,
      shown({
        buckets: ['2026-10-01', '2026-11-01'],
        isTimed: true,
        points: [{ count: 3, key: '2026-11-01', label: null, values: [3] }],
      }),
      WORDS,
    )
    expect(table.rows).toEqual([
      { key: '2026-10-01', title: 'Oct 26', values: [0] },
      { key: '2026-11-01', title: 'Nov 26', values: [3] },
    ])
  })

  it('gives each second value a column, and the ninth and further ones a common one', () => {
    const points = Array.from({ length: 10 }, (_one, at) => ({
      count: 1,
      key: 'a',
      label: 'A',
      series: { key: `s${String(at)}`, label: `S${String(at)}` },
      values: [10 - at],
    }))
    const table = pivot({ ...WIDGET, by: ['owner', 'type'] }, shown({ points }), WORDS)
    expect(table.columns.map(({ title }) => title)).toEqual([
      ...['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6'],
      'Others',
    ])
    expect(table.rows[0]?.values).toEqual([10, 9, 8, 7, 6, 5, 4, 3 + 2 + 1])
  })

  it('names groups without a value, and those whose record the reader may not see', () => {
    const table = pivot(
      { ...WIDGET, by: ['owner'] },
      shown({
        points: [
          { count: 1, key: null, label: null, values: [1] },
          { count: 1, key: '01a1ff87-761b-703b-aa9a-f2e18719cbcc', label: null, values: [1] },
          { count: 1, key: 'x', label: { de: 'Ja', en: 'Yes' }, values: [1] },
        ],
      }),
      WORDS,
    )
    expect(table.rows.map(({ title }) => title)).toEqual(['None', 'Hidden', 'Yes'])
  })

  it('leaves an average without records empty', () => {
    const table = pivot(
      { ...WIDGET, measures: [{ field: 'amount', of: 'avg' }] },
      shown({ buckets: ['2026-10-01'], isTimed: true }),
      WORDS,
    )
    expect(table.rows[0]?.values).toEqual([null])
  })
})
