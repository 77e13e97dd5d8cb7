import type { Label } from '../../fields/types.ts'
import type { Widget, WidgetData, WidgetPoint, WidgetUnit } from '../../screens/index.ts'
import { labelText } from '../format/labelText.ts'
import { formatLocale } from '../ui/fieldText.ts'

/** The numbers of a widget as a table: charts are drawn from the same. */
export type Pivot = {
  columns: readonly { key: string; title: string; unit: WidgetUnit }[]
  rows: readonly { key: string; title: string; values: readonly (null | number)[] }[]
}

type Words = {
  count: string
  language: string
  /** What a group without a value is called. */
  nothing: string
  /** What the groups beyond the eighth are called together. */
  other: string
  /** What a record is called whose name the reader may not see. */
  unseen: string
}

type Shown = Extract<WidgetData, { state: 'shown' }>

const MOST_SERIES = 8

const OTHER = 'other'

/** Lays the groups of a widget out in rows, with a column for each measure or for each second value. */
export function pivot(widget: Widget, data: Shown, words: Words): Pivot {
  const keys = [...new Set([...(data.buckets ?? []), ...data.points.map(({ key }) => keyOf(key))])]
  const ordered = data.isTimed ? keys.toSorted() : keys
  const titles = new Map(
    data.points.map(({ key, label }) => [keyOf(key), titleOf(key, label, words)]),
  )
  const columns = widget.by.length > 1 ? seriesOf(data, words) : measuresOf(widget, data, words)
  const cells = cellsOf(widget, data, columns)

  return {
    columns,
    rows: ordered.map((key) => ({
      key,
      title: data.isTimed ? dayTitle(key, widget.period, words) : (titles.get(key) ?? ''),
      values: columns.map((_column, at) => cells.get(key)?.[at] ?? emptyAt(widget, at)),
    })),
  }
}

function measuresOf(
  { measures, title }: Widget,
  { units }: Shown,
  { count, language }: Words,
): Pivot['columns'] {
  return measures.map((measure, at) => ({
    key: String(at),
    title:
      measure.label === undefined
        ? measure.of === 'count' && measures.length > 1
          ? count
          : labelText(title, language)
        : labelText(measure.label, language),
    unit: units[at] ?? 'number',
  }))
}

function seriesOf({ points, units }: Shown, words: Words): Pivot['columns'] {
  const totals = new Map<string, { title: string; total: number }>()
  for (const { series, values } of points) {
    const key = keyOf(series?.key ?? null)
    const known = totals.get(key)
    totals.set(key, {
      title: known?.title ?? titleOf(series?.key ?? null, series?.label ?? null, words),
      total: (known?.total ?? 0) + (values[0] ?? 0),
    })
  }
  const largest = [...totals].toSorted(([, one], [, two]) => two.total - one.total)
  const unit = units[0] ?? 'number'
  const kept = largest.length > MOST_SERIES ? largest.slice(0, MOST_SERIES - 1) : largest

  return [
    ...kept.map(([key, { title }]) => ({ key, title, unit })),
    ...(kept.length < largest.length ? [{ key: OTHER, title: words.other, unit }] : []),
  ]
}

function cellsOf(
  { by }: Widget,
  { points }: Shown,
  columns: Pivot['columns'],
): ReadonlyMap<string, readonly (null | number)[]> {
  const cells = new Map<string, (null | number)[]>()
  for (const { key, series, values } of points) {
    if (by.length < 2) {
      cells.set(keyOf(key), [...values])
    } else {
      const row = cells.get(keyOf(key)) ?? []
      const own = columns.findIndex((column) => column.key === keyOf(series?.key ?? null))
      const at = own < 0 ? columns.length - 1 : own
      row[at] = (row[at] ?? 0) + (values[0] ?? 0)
      cells.set(keyOf(key), row)
    }
  }

  return cells
}

function emptyAt({ by, measures }: Widget, at: number): null | number {
  const of = measures[by.length > 1 ? 0 : at]?.of

  return of === 'count' || of === 'distinct' || of === 'reached' || of === 'sum' ? 0 : null
}

function titleOf(key: null | string, label: Label | null | string, words: Words): string {
  return key === null
    ? words.nothing
    : label === null
      ? isId(key)
        ? words.unseen
        : key
      : labelText(label, words.language)
}

function dayTitle(day: string, period: Widget['period'], { language, nothing }: Words): string {
  const time = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(time.getTime())) {
    return nothing
  }
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatLocale(language), { timeZone: 'UTC', ...options }).format(time)
  switch (period) {
    case 'month':
      return write({ month: 'short', year: '2-digit' })
    case 'quarter':
      return `Q${String(Math.floor(time.getUTCMonth() / 3) + 1)} ${String(time.getUTCFullYear())}`
    case 'year':
      return String(time.getUTCFullYear())
    default:
      return write({ day: 'numeric', month: 'short' })
  }
}

function isId(key: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-/.test(key)
}

function keyOf(key: WidgetPoint['key']): string {
  return key ?? ''
}
