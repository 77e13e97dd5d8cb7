/** The steps of setting up a new tenant, in their order; each has an address and can be skipped. */
export const STEPS = ['company', 'people', 'data'] as const

/** A step of setting up a new tenant. */
export type StartStep = (typeof STEPS)[number]

/** The address of a step. */
export function startAddress(step: StartStep): string {
  return step === STEPS[0] ? '/admin/start' : `/admin/start?step=${step}`
}
