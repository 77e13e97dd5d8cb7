import { daysFromAnchor } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const OLDEST = -300

/** A view of the deals that everybody has, and one of the administrator's own. */
export function makeViews({ adminId, random }: DemoContext): {
  personal: DemoRecord[]
  shared: DemoRecord[]
} {
  const id = () => random.id(daysFromAnchor(OLDEST))
  const columns = ['title', 'company', 'stage', 'amount', 'closeDate', 'owner']

  return {
    personal: [
      {
        data: {
          collection: 'deals',
          definition: { columns, sort: 'closeDate', where: { and: [{ owner: { in: ['@me'] } }] } },
          kind: 'table',
          name: '★',
          owner: adminId,
        },
        id: id(),
      },
    ],
    shared: [
      {
        data: {
          collection: 'deals',
          definition: {
            columns,
            sort: '-amount',
            where: { and: [{ closeDate: { within: 'this-quarter' } }] },
          },
          key: 'deals-this-quarter',
          kind: 'table',
          name: { de: 'Dieses Quartal', en: 'This quarter' },
        },
        id: id(),
      },
    ],
  }
}
