import type { Field } from 'payload'

import { choice, instant } from 'tenon/fields'

import { labelOf } from '../translations/index.ts'

/** Where a deal stands and since when; written by the rules alone. */
export const dealProgress: readonly Field[] = [
  // A copy of the stage's kind, so that lists by it find an index.
  choice({
    index: true,
    label: labelOf('deals.stageKind'),
    name: 'stageKind',
    options: {
      lost: labelOf('stages.kinds.lost'),
      open: labelOf('stages.kinds.open'),
      won: labelOf('stages.kinds.won'),
    },
    protected: true,
    sidebar: true,
  }),
  instant({
    index: true,
    label: labelOf('deals.stageEnteredAt'),
    name: 'stageEnteredAt',
    protected: true,
    sidebar: true,
  }),
  instant({
    index: true,
    label: labelOf('deals.wonAt'),
    name: 'wonAt',
    protected: true,
    sidebar: true,
  }),
  instant({
    index: true,
    label: labelOf('deals.lostAt'),
    name: 'lostAt',
    protected: true,
    sidebar: true,
  }),
]
