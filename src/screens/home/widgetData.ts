import type { Label } from '../../fields/index.ts'
import type { Row } from '../../kernel/db/index.ts'
import type { FieldView } from '../collections/types.ts'
import type { CompiledWidget } from './compileWidget.ts'
import { bucketsOf } from './periods.ts'
import type { WidgetData, WidgetPoint, WidgetUnit } from './types.ts'
import type { Widget, WidgetMeasure } from './widgetSchema.ts'

type Facts = [
  keys: (boolean | null | number | string)[],
  labels: (Label | null | string)[],
  count: number,
  values: (null | number)[],
  was: boolean,
]

/** What a widget shows, from the rows of its statement. */
export function widgetData(
  widget: Widget,
  compiled: CompiledWidget,
  rows: readonly Row[],
  fields: readonly FieldView[],
): WidgetData {
  const facts = rows.map((row) => JSON.parse(String(row['facts'])) as Facts)
  const choices = widget.by.map((path) => choicesOf(fields, path))
  const points = facts
    .filter(([, , , , was]) => !was)
    .map((one) => pointOf(one, choices, widget.by.length))
  const before = facts.filter(([, , , , was]) => was).map((one) => pointOf(one, choices, 0))[0]
  const hasBefore = widget.kind === 'number' && compiled.range?.before != null
  const empty = { count: 0, key: null, label: null, values: widget.measures.map(emptyValue) }

  const buckets = bucketsIn(widget, compiled)

  return {
    ...(buckets === undefined ? {} : { buckets }),
    ...(hasBefore ? { before: before ?? empty } : {}),
    isCut: points.length > widget.limit,
    isTimed: compiled.isTimed[0] ?? false,
    points: widget.by.length === 0 && points.length === 0 ? [empty] : points.slice(0, widget.limit),
    state: 'shown',
    units: widget.measures.map((measure) => unitOf(measure, fields)),
  }
}

function pointOf(
  [keys, labels, count, values]: Facts,
  choices: readonly ReadonlyMap<string, Label>[],
  parts: number,
): WidgetPoint {
  const keyAt = (at: number) => {
    const key = keys[at] ?? null

    return key === null ? null : String(key)
  }
  const labelAt = (at: number) => choices[at]?.get(keyAt(at) ?? '') ?? labels[at] ?? null

  return {
    count,
    key: keyAt(0),
    label: labelAt(0),
    ...(parts > 1 ? { series: { key: keyAt(1), label: labelAt(1) } } : {}),
    values,
  }
}

/** Choices are called what the collection says, in every language. */
function choicesOf(fields: readonly FieldView[], path: string): ReadonlyMap<string, Label> {
  const field = fields.find((one) => one.path === path)

  return new Map((field?.options ?? []).map(({ label, value }) => [value, label]))
}

/** The first days of all lengths of time that a widget looks at, so that none up to today is missing where nothing was. */
function bucketsIn(
  { period, reach }: Widget,
  { isTimed, range, today }: CompiledWidget,
): readonly string[] | undefined {
  return isTimed[0] === true && period !== undefined && range !== null
    ? bucketsOf(period, range.days).filter((day) => reach === 'ahead' || day <= today)
    : undefined
}

/** Nothing adds up to zero, but has no average. */
function emptyValue({ of }: WidgetMeasure): null | number {
  return of === 'count' || of === 'distinct' || of === 'reached' || of === 'sum' ? 0 : null
}

function unitOf(measure: WidgetMeasure, fields: readonly FieldView[]): WidgetUnit {
  if (measure.of === 'count' || measure.of === 'distinct' || measure.of === 'reached') {
    return 'count'
  }
  if (measure.of === 'days') {
    return 'days'
  }
  const semantic = fields.find(({ path }) => path === measure.field)?.semantic

  return semantic === 'money' || semantic === 'percent' ? semantic : 'number'
}
