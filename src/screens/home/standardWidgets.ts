import { widgetLabel } from './translations/index.ts'
import type { Widget } from './widgetSchema.ts'

const SHARED = { better: 'more', by: [], date: null, limit: 60, reach: 'period' } as const

const OPEN = { stageKind: { equals: 'open' } }

const WON = { stageKind: { equals: 'won' } }

const VALUE = { field: 'amountBase', of: 'sum' } as const

const WEIGHTED = { ...VALUE, weight: 'stage.probability' } as const

const DEFAULT_PIPELINE = { 'stage.pipeline.isDefault': { equals: true } }

/** The numbers in one row on top of the page. */
const numbers: readonly Widget[] = [
  {
    ...shared('open', 'number', 1),
    collection: 'deals',
    measures: [VALUE, { ...WEIGHTED, label: widgetLabel('weighted') }],
    title: widgetLabel('openDeals'),
    where: OPEN,
  },
  {
    ...shared('won', 'number', 1),
    collection: 'deals',
    date: 'wonAt',
    measures: [VALUE, { label: widgetLabel('deals'), of: 'count' }],
    title: widgetLabel('wonValue'),
    where: WON,
  },
  {
    ...shared('lost', 'number', 1),
    better: 'less',
    collection: 'deals',
    date: 'lostAt',
    measures: [VALUE, { label: widgetLabel('deals'), of: 'count' }],
    title: widgetLabel('lostDeals'),
    where: { stageKind: { equals: 'lost' } },
  },
  {
    ...shared('velocity', 'number', 1),
    better: 'less',
    collection: 'deals',
    date: 'wonAt',
    measures: [{ from: ['engagedOn', 'createdAt'], of: 'days', to: 'wonAt' }],
    title: widgetLabel('velocity'),
    where: WON,
  },
]

const charts: readonly Widget[] = [
  {
    ...shared('forecast', 'bar', 2),
    by: ['closeDate'],
    collection: 'deals',
    date: 'closeDate',
    measures: [
      { ...VALUE, label: widgetLabel('value') },
      { ...WEIGHTED, label: widgetLabel('weighted') },
    ],
    period: 'month',
    reach: 'ahead',
    title: widgetLabel('forecast'),
    where: OPEN,
  },
  {
    ...shared('conversion', 'funnel', 2),
    by: ['stage'],
    collection: 'deal-stage-history',
    date: 'deal.createdAt',
    measures: [{ field: 'deal', of: 'reached' }],
    owner: 'deal.owner',
    title: widgetLabel('conversion'),
    where: { ...DEFAULT_PIPELINE, 'stage.kind': { not_equals: 'lost' } },
  },
  {
    ...shared('wonByWeek', 'line', 2),
    by: ['wonAt'],
    collection: 'deals',
    date: 'wonAt',
    measures: [VALUE],
    period: 'week',
    title: widgetLabel('wonByWeek'),
    where: WON,
  },
  {
    ...shared('timeInStage', 'bar', 2),
    by: ['stage'],
    collection: 'deal-stage-history',
    date: 'enteredAt',
    measures: [{ from: ['enteredAt'], of: 'days', to: 'leftAt' }],
    owner: 'deal.owner',
    title: widgetLabel('timeInStage'),
    where: { ...DEFAULT_PIPELINE, leftAt: { exists: true } },
  },
  {
    ...shared('forecastByOwner', 'bar', 2),
    by: ['owner'],
    collection: 'deals',
    date: 'closeDate',
    limit: 8,
    measures: [
      { ...VALUE, label: widgetLabel('value') },
      { ...WEIGHTED, label: widgetLabel('weighted') },
    ],
    reach: 'ahead',
    title: widgetLabel('forecastByOwner'),
    where: OPEN,
  },
  {
    ...shared('leaderboard', 'table', 2),
    by: ['owner'],
    collection: 'deals',
    date: 'wonAt',
    limit: 10,
    measures: [
      { ...VALUE, label: widgetLabel('wonDeals') },
      { label: widgetLabel('deals'), of: 'count' },
    ],
    title: widgetLabel('leaderboard'),
    where: WON,
  },
  {
    ...shared('activitiesDone', 'bar', 4),
    by: ['at', 'type'],
    collection: 'activities',
    date: 'at',
    limit: 200,
    measures: [{ of: 'count' }],
    period: 'week',
    title: widgetLabel('activitiesDone'),
    where: { done: { equals: true } },
  },
]

/** The widgets of a home page that nobody has changed. */
export const standardWidgets: readonly Widget[] = [...numbers, ...charts]

function shared(id: string, kind: Widget['kind'], span: number) {
  return { ...SHARED, by: [], id, kind, span }
}
