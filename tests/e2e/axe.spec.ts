import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, launchBrowser } from '../helpers/browser.ts'
import type { Person } from './person.ts'
import { signIn } from './person.ts'
import type { RunningProduct } from './product.ts'
import { startProduct } from './product.ts'
import { screenPaths } from './screenPaths.ts'

const chromium = findChromium()
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A serious fault: the rule that is broken and the elements that break it. */
type Fault = { rule: string; selector: string }

/** Faults of Payload's own screens, by rule and selector: the list may only shrink. */
const KNOWN = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'axe.known.json'), 'utf8'),
) as readonly Fault[]

// What the page itself says of an element, without the ids that Payload counts up.
const NUMBERS = /:r\w+:|_r_\w+_|\d+/g

describe.skipIf(chromium === undefined)('people who cannot see or point', () => {
  let product: RunningProduct
  let browser: Browser
  const met = new Set<Fault>()

  beforeAll(async () => {
    product = await startProduct()
    browser = await launchBrowser(chromium ?? '')
  })
  afterAll(async () => {
    await browser.close()
    await product.stop()
  })

  async function faultsOf(person: Person): Promise<Fault[]> {
    await person.page.evaluate(AXE)
    const { violations } = await person.page.evaluate(() =>
      (
        globalThis as unknown as {
          axe: {
            run: (context: Document) => Promise<{
              violations: { id: string; impact: string; nodes: { target: string[] }[] }[]
            }>
          }
        }
      ).axe.run(document),
    )

    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => ({
          rule: id,
          selector: target.join(' ').replaceAll(NUMBERS, 'N'),
        })),
      )
  }

  it.each([
    ['in the light', false],
    ['in the dark', true],
  ])(
    'meet no serious hurdle on any screen of ours %s, and on those of Payload only what is known',
    async (_name, dark) => {
      const person = await signIn({
        browser,
        dark,
        email: 'admin@acme.test',
        origin: product.origin('acme'),
      })
      const found: Record<string, Fault[]> = {}
      for (const { isOwn, name, path: target } of await screenPaths(person)) {
        await person.open(target)
        const faults = await faultsOf(person)
        const others = faults.filter((fault) => isOwn || knownOf(fault) === undefined)
        for (const fault of faults.map(knownOf)) {
          if (!isOwn && fault !== undefined) {
            met.add(fault)
          }
        }
        if (others.length > 0) {
          found[`${name}${isOwn ? '' : ' (Payload)'}`] = others
        }
      }
      await person.close()

      expect(found).toEqual({})
    },
    300_000,
  )

  it('are promised nothing that has been put right: the list of what is known only shrinks', () => {
    expect(KNOWN.filter((fault) => !met.has(fault))).toEqual([])
  })
})

/** The entry of the list that a fault falls under. */
function knownOf({ rule, selector }: Fault): Fault | undefined {
  return KNOWN.find((one) => one.rule === rule && selector.includes(one.selector))
}
