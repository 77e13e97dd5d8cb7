const THOUSAND = 1000n
const WHOLE = 10_000n

/**
 * What a line costs in minor units: thousandths times unit price less hundredths of a percent,
 * rounded half away from zero once at the end. Undefined when it cannot be kept exactly.
 */
export function lineTotal(line: {
  discount: number
  quantity: number
  unitPrice: number
}): number | undefined {
  const exact = BigInt(line.quantity) * BigInt(line.unitPrice) * (WHOLE - BigInt(line.discount))
  const divisor = THOUSAND * WHOLE
  const half = exact < 0n ? -divisor / 2n : divisor / 2n
  const total = Number((exact + half) / divisor)

  return Number.isSafeInteger(total) ? total : undefined
}
