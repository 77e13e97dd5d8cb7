import { z } from 'zod'

const path = z.string().min(1).max(120)
const text = z.string().min(1).max(120)

const measure = z.discriminatedUnion('of', [
  z.object({ label: z.record(z.string(), text).optional(), of: z.literal('count') }),
  z.object({
    field: path,
    label: z.record(z.string(), text).optional(),
    of: z.enum(['avg', 'max', 'min', 'sum']),
    /** Path of a percentage, over a relation too, that a sum is weighted by. */
    weight: path.optional(),
  }),
  z.object({
    field: path,
    label: z.record(z.string(), text).optional(),
    /** `reached` counts what got to each place, or to a later one, of what the widget is parted by. */
    of: z.enum(['distinct', 'reached']),
  }),
  z.object({
    /** The first of these that is set is where the days begin. */
    from: z.array(path).min(1).max(3),
    label: z.record(z.string(), text).optional(),
    of: z.literal('days'),
    to: path,
  }),
])

/** What a widget shows: a summary of a collection, and how it is drawn. */
export const widgetSchema = z.object({
  /** Which way a number is good news. */
  better: z.enum(['less', 'more']).default('more'),
  /** Paths of none, one or two fields that the numbers are parted by. */
  by: z.array(path).max(2).default([]),
  collection: z.string().min(1).max(80),
  /** Path of the date that the period of the page narrows; null for none. */
  date: path.nullable().default(null),
  id: z.string().regex(/^[\w.-]{1,60}$/),
  kind: z.enum(['bar', 'funnel', 'line', 'number', 'table']),
  /** Most groups. */
  limit: z.number().int().min(1).max(200).default(60),
  measures: z.array(measure).min(1).max(3),
  /** Path of the user that the filters for people and teams name; default: the owner. */
  owner: path.optional(),
  /** Puts dates among `by` together. */
  period: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional(),
  /** `ahead` looks at the twelve months from the first day of the period on. */
  reach: z.enum(['ahead', 'period']).default('period'),
  span: z.number().int().min(1).max(4).default(2),
  title: z.record(z.string(), text),
  where: z.record(z.string(), z.unknown()).optional(),
})

/** A home page: widgets in their order, no two with the same id. */
export const dashboardSchema = z.object({
  widgets: z
    .array(widgetSchema)
    .max(24)
    .refine((widgets) => new Set(widgets.map(({ id }) => id)).size === widgets.length, {
      message: 'two widgets have the same id',
    }),
})

/** What a widget shows, whole. */
export type Widget = z.output<typeof widgetSchema>

/** One number of a widget. */
export type WidgetMeasure = Widget['measures'][number]

/** The widgets of a home page in their order. */
export type Dashboard = z.output<typeof dashboardSchema>

/** What is wrong with the definition of a home page, as a sentence part; undefined when it can be shown. */
export function dashboardFault(definition: unknown): string | undefined {
  const parsed = dashboardSchema.safeParse(definition)
  const [issue] = parsed.error?.issues ?? []

  return issue === undefined ? undefined : `${issue.path.join('.')}: ${issue.message}`
}
