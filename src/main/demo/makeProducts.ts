import { daysFromAnchor } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const OLDEST = -720

/** What the tenant sells, with article numbers. */
export function makeProducts({ currency, names, random }: DemoContext): DemoRecord[] {
  return names.products.map(({ name, price, series }, index) => ({
    data: {
      active: true,
      currency,
      name,
      price,
      series,
      sku: `${series.slice(0, 2).toUpperCase()}-${String(1001 + index)}`,
    },
    id: random.id(daysFromAnchor(OLDEST)),
  }))
}
