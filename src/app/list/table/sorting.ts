/** One step of an order. */
export type SortStep = { isFalling: boolean; path: string }

/** The steps of an order as its text says them. */
export function stepsOf(sort: string): SortStep[] {
  return sort
    .split(',')
    .filter((part) => part !== '')
    .map((part) => ({ isFalling: part.startsWith('-'), path: part.replace(/^-/, '') }))
}

/** An order as text. */
export function sortText(steps: readonly SortStep[]): string {
  return steps.map(({ isFalling, path }) => `${isFalling ? '-' : ''}${path}`).join(',')
}

/**
 * The order after a click on a head: upwards, then downwards, then not at all; `adds` keeps the other steps, as
 * a click with the shift key does.
 */
export function sortAfterClick(sort: string, path: string, adds: boolean): string {
  const steps = stepsOf(sort)
  const at = steps.findIndex((step) => step.path === path)
  const step = steps[at]
  const others = adds ? steps.filter((one) => one.path !== path) : []
  if (step === undefined || (!adds && steps.length > 1)) {
    return sortText([...others, { isFalling: false, path }])
  }
  if (step.isFalling) {
    return sortText(others)
  }

  return adds
    ? sortText(steps.map((one) => (one.path === path ? { ...one, isFalling: true } : one)))
    : sortText([{ isFalling: true, path }])
}
