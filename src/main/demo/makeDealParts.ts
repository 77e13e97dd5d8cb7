import type { DemoDeal } from './makeDeals.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const ROLES = ['decisionMaker', 'champion', 'influencer', 'user', 'billing'] as const

/** One to three lines for each deal; the first is of the deal's own product. */
export function makeDealLines(
  { random }: DemoContext,
  deals: readonly DemoDeal[],
  products: readonly DemoRecord[],
): DemoRecord[] {
  return deals.flatMap((deal) => {
    const others = Array.from(
      { length: random.integer(0, 2) },
      () => products[random.integer(0, products.length - 1)]?.id,
    )

    return [...new Set([deal.data['product'], ...others])].map((product) => ({
      data: {
        deal: deal.id,
        discount: random.chance(0.25) ? random.integer(1, 6) * 250 : 0,
        product,
        quantity: random.integer(1, 12) * 1000 + (random.chance(0.1) ? 500 : 0),
      },
      id: random.id(deal.stays[0]?.enteredAt ?? new Date(0)),
    }))
  })
}

/** The people at the deal's company, each with a part to play. */
export function makeDealContacts(
  { random }: DemoContext,
  deals: readonly DemoDeal[],
  contacts: readonly DemoRecord[],
): DemoRecord[] {
  return deals.flatMap((deal) =>
    contacts
      .filter((contact) => contact.data['company'] === deal.data['company'])
      .slice(0, random.integer(1, 3))
      .map((contact, index) => ({
        data: { contact: contact.id, deal: deal.id, role: ROLES[index % ROLES.length] },
        id: random.id(deal.stays[0]?.enteredAt ?? new Date(0)),
      })),
  )
}

/** The stays that ended; the one a deal is in now is written by the rules themselves. */
export function makeStageHistory(
  { random, stageIds }: DemoContext,
  deals: readonly DemoDeal[],
): DemoRecord[] {
  return deals.flatMap((deal) =>
    deal.stays.flatMap(({ enteredAt, leftAt, stage }) =>
      leftAt === undefined
        ? []
        : [
            {
              data: {
                deal: deal.id,
                enteredAt: enteredAt.toISOString(),
                leftAt: leftAt.toISOString(),
                movedBy: deal.data['owner'],
                seconds: Math.round((leftAt.getTime() - enteredAt.getTime()) / 1000),
                stage: stageIds.get(stage) ?? null,
              },
              id: random.id(enteredAt),
            },
          ],
    ),
  )
}
