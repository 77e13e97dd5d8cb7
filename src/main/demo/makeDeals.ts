import { dayOf, daysFromAnchor } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const COUNT = 120
const OPEN_STAGES = ['sales.prospecting', 'sales.engaging', 'sales.proposal', 'sales.negotiation']

/** A stay in a stage on the way of a demo deal; the last one is still going on. */
export type DemoStay = { enteredAt: Date; leftAt: Date | undefined; stage: string }

/** A demo deal with the stages it went through. */
export type DemoDeal = DemoRecord & { stays: DemoStay[] }

/** Deals over the last year: won, lost and open, each with its way through the stages. */
export function makeDeals(
  context: DemoContext,
  companies: readonly DemoRecord[],
  products: readonly DemoRecord[],
): DemoDeal[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const company = companies[(index * 7) % companies.length]
    const product = products[context.random.integer(0, products.length - 1)]

    return makeDeal(context, company, product)
  })
}

function makeDeal(
  context: DemoContext,
  company: DemoRecord | undefined,
  product: DemoRecord | undefined,
): DemoDeal {
  const { currency, names, ownerIds, random, stageIds } = context
  const outcome = random.integer(1, 100)
  const isClosed = outcome <= 62
  const final = outcome <= 42 ? 'sales.won' : 'sales.lost'
  const reached = random.integer(isClosed ? 2 : 1, OPEN_STAGES.length)
  const path = [...OPEN_STAGES.slice(0, reached), ...(isClosed ? [final] : [])]
  const startedDaysAgo = isClosed ? random.integer(75, 360) : random.integer(12, 110)
  const stays = makeStays(context, path, startedDaysAgo, isClosed)
  const last = stays.at(-1)
  const started = daysFromAnchor(-startedDaysAgo)
  const closeDay = isClosed ? last?.enteredAt : daysFromAnchor(random.integer(-10, 90))

  return {
    data: {
      closeDate: dayOf(closeDay ?? started),
      company: company?.id ?? null,
      currency,
      engagedOn: dayOf(started),
      ...(path.at(-1) === 'sales.lost' ? { lostReason: random.pick(names.lostReasons) } : {}),
      owner: company?.data['owner'] ?? random.pick(ownerIds),
      product: product?.id ?? null,
      stage: stageIds.get(path.at(-1) ?? '') ?? null,
      stageEnteredAt: last?.enteredAt.toISOString(),
      title: [company?.data['name'], product?.data['name']].join(': '),
    },
    id: random.id(started),
    stays,
  }
}

function makeStays(
  { random }: DemoContext,
  path: readonly string[],
  startedDaysAgo: number,
  isClosed: boolean,
): DemoStay[] {
  const span = isClosed ? random.integer(14, Math.min(120, startedDaysAgo - 2)) : startedDaysAgo
  const step = span / path.length
  const moments = path.map((_, index) =>
    daysFromAnchor(-startedDaysAgo + Math.round(step * index * 24) / 24),
  )

  return path.map((stage, index) => ({
    enteredAt: moments[index] ?? daysFromAnchor(-startedDaysAgo),
    leftAt: moments[index + 1],
    stage,
  }))
}
