import { ANCHOR } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

/** A home page for those who only look on: no numbers of their own, but where the whole stands. */
export function makeDashboards({ random }: DemoContext): DemoRecord[] {
  const value = { field: 'amountBase', of: 'sum' }
  const open = { stageKind: { equals: 'open' } }
  const widgets = [
    {
      collection: 'deals',
      id: 'open',
      kind: 'number',
      measures: [value],
      span: 1,
      title: { de: 'Offene Pipeline', en: 'Open pipeline' },
      where: open,
    },
    {
      collection: 'deals',
      date: 'wonAt',
      id: 'won',
      kind: 'number',
      measures: [value],
      span: 1,
      title: { de: 'Gewonnen', en: 'Won' },
      where: { stageKind: { equals: 'won' } },
    },
    {
      by: ['stage'],
      collection: 'deals',
      id: 'stages',
      kind: 'funnel',
      measures: [{ of: 'count' }],
      title: { de: 'Offene Geschäfte je Phase', en: 'Open deals by stage' },
      where: open,
    },
  ]

  return [
    {
      data: {
        definition: { widgets },
        key: 'home.viewer',
        name: { de: 'Überblick', en: 'Overview' },
        roles: ['viewer'],
      },
      id: random.id(ANCHOR),
    },
  ]
}
