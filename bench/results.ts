/** One line of the bench's output; `value` is the ratio where `ratio_to` is set. */
export type Result = {
  name: string
  p50?: number
  p95?: number
  ratio_to?: string
  unit: string
  value: number
}

/** The middle of some figures. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN

  return sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper
}

/** Three digits after the point, two from 100 on. */
export function rounded(value: number): number {
  return value >= 100 ? Math.round(value * 10) / 10 : Math.round(value * 1000) / 1000
}
