import { describe, expect, it } from 'vitest'

import { lineTotal } from './lineTotal.ts'

describe('lineTotal', () => {
  it.each([
    [{ discount: 0, quantity: 1000, unitPrice: 1999 }, 1999],
    [{ discount: 1250, quantity: 1500, unitPrice: 1999 }, 2624],
    [{ discount: 0, quantity: 500, unitPrice: 1 }, 1],
    [{ discount: 0, quantity: 499, unitPrice: 1 }, 0],
    [{ discount: 0, quantity: 500, unitPrice: -1 }, -1],
    [{ discount: 10_000, quantity: 9000, unitPrice: 777 }, 0],
    [{ discount: 3333, quantity: 3000, unitPrice: 100 }, 200],
  ])('of %o is %i', (line, total) => {
    expect(lineTotal(line)).toBe(total)
  })

  it('is exact where floating point is not, and refuses what cannot be kept', () => {
    const line = { discount: 0, quantity: 1_000_000_000, unitPrice: 9_007_199_254 }

    expect(lineTotal(line)).toBe(9_007_199_254_000_000)
    expect(lineTotal({ ...line, quantity: 1_000_000_000_000 })).toBeUndefined()
  })
})
