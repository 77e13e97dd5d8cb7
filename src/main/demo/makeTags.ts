import { daysFromAnchor } from './days.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const COLOURS = ['blue', 'green', 'orange', 'purple', 'red', 'teal']
const OLDEST = -700

/** A few tags, and companies and contacts that carry them. */
export function makeTags(
  { names, random }: DemoContext,
  companies: readonly DemoRecord[],
  contacts: readonly DemoRecord[],
): { links: DemoRecord[]; tags: DemoRecord[] } {
  const tags = names.tags.map((name, index) => ({
    data: { colour: COLOURS[index % COLOURS.length], name },
    id: random.id(daysFromAnchor(OLDEST)),
  }))
  const tagged = [
    ...companies.map(({ id }) => ({ relationTo: 'companies', value: id })),
    ...contacts.map(({ id }) => ({ relationTo: 'contacts', value: id })),
  ].filter(() => random.chance(0.3))
  const links = tagged.map((target) => ({
    data: { tag: random.pick(tags).id, target },
    id: random.id(daysFromAnchor(-random.integer(1, 180))),
  }))

  return { links, tags }
}
