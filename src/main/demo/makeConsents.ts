import { daysFromAnchor } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const SOURCES = ['form', 'email', 'phone', 'inPerson']

/** What a part of the contacts allowed, and what some of them withdrew later. */
export function makeConsents(
  { random }: DemoContext,
  contacts: readonly DemoRecord[],
): DemoRecord[] {
  return contacts
    .filter(() => random.chance(0.4))
    .flatMap((contact) => {
      const channel = random.chance(0.75) ? 'email' : 'phone'
      const given = -random.integer(40, 500)
      const decisions = [
        { at: given, decision: 'given' },
        ...(random.chance(0.2)
          ? [{ at: given + random.integer(5, 35), decision: 'withdrawn' }]
          : []),
      ]

      return decisions.map(({ at, decision }) => ({
        data: {
          at: daysFromAnchor(at).toISOString(),
          channel,
          contact: contact.id,
          decision,
          source: random.pick(SOURCES),
        },
        id: random.id(daysFromAnchor(at)),
      }))
    })
}
