import type { CollectionModel, WhereTree } from '../../collection/index.ts'
import { kindAt } from '../../collection/index.ts'
import type { HomeFilter } from './compileWidget.ts'
import type { Frame } from './periods.ts'
import { addMonths, startOfDay } from './periods.ts'
import type { Widget } from './widgetSchema.ts'

const AHEAD_MONTHS = 12

/** The time that a widget looks at: days for dates, moments for instants. */
export type WidgetRange = {
  before: null | string
  days: { from: string; to: string }
  from: string
  isMoment: boolean
  to: string
}

/** The time that a widget looks at, or null for all of it. */
export function widgetRange(
  model: CollectionModel,
  { date, reach }: Widget,
  frame: Frame,
): null | WidgetRange {
  const ahead = reach === 'ahead'
  const from = ahead ? (frame.from ?? firstOfMonth(frame.today)) : frame.from
  const to = from === null ? null : ahead ? addMonths(from, AHEAD_MONTHS) : frame.to
  if (date === null || from === null || to === null) {
    return null
  }
  const isMoment = kindAt(model, date) === 'instant'
  const at = (day: string) => (isMoment ? startOfDay(day, frame.timeZone).toISOString() : day)

  return {
    before: ahead || frame.before === null ? null : at(frame.before.from),
    days: { from, to },
    from: at(from),
    isMoment,
    to: at(to),
  }
}

/**
 * Everything that the records of a widget must meet: its own condition, the time, people and teams. Where
 * related records are asked for, the time stands in `first`: it finds few of many by an index, before all else.
 */
export function widgetWhere(
  model: CollectionModel,
  widget: Widget,
  filter: HomeFilter,
): { first: null | WhereTree; rest: WhereTree } {
  const range = widgetRange(model, widget, filter.frame)
  const owner = widget.owner ?? model.ownerField
  const from = widget.kind === 'number' ? (range?.before ?? range?.from) : range?.from
  const dated =
    range === null || widget.date === null
      ? []
      : [{ [widget.date]: { greater_than_equal: from, less_than: range.to } }]
  const rest: WhereTree[] = [
    ...(widget.where === undefined ? [] : [widget.where]),
    ...(model.trash ? [{ deletedAt: { exists: false } }] : []),
    ...(owner !== undefined && filter.owners.length > 0
      ? [{ [owner]: { in: [...filter.owners] } }]
      : []),
    ...(owner !== undefined && filter.teams.length > 0
      ? [{ [`${owner}.team`]: { in: [...filter.teams] } }]
      : []),
  ]
  const asksRelated = [...dated, ...rest].some((tree) =>
    Object.keys(tree).some((path) => isRelated(model, path)),
  )

  return dated.length > 0 && asksRelated
    ? { first: { and: dated }, rest: { and: rest } }
    : { first: null, rest: { and: [...dated, ...rest] } }
}

function isRelated(model: CollectionModel, path: string): boolean {
  return path.includes('.') && !model.byPath.has(path)
}

function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}
