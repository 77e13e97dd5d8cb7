import { dayOf, daysFromAnchor } from './days.ts'
import { slugOf } from './slugOf.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const COUNT = 60
const SUBSIDIARIES = 8
const YEAR = Number(dayOf(daysFromAnchor(0)).slice(0, 4))

/** Companies with addresses and owners; the last few belong to one of the first. */
export function makeCompanies(context: DemoContext): DemoRecord[] {
  const companies: DemoRecord[] = []
  const taken = new Set<string>()
  while (companies.length < COUNT) {
    const name = companyName(context)
    if (!taken.has(name)) {
      taken.add(name)
      const parent =
        companies.length >= COUNT - SUBSIDIARIES ? companies[companies.length % 5] : undefined
      companies.push(makeCompany(context, name, parent?.id))
    }
  }

  return companies
}

function companyName({ names, random }: DemoContext): string {
  const head = random.pick(names.companyHeads)
  const trade = random.pick(names.companyTrades)

  return `${head} ${trade} ${random.pick(names.companyEndings)}`
}

function makeCompany(
  { currency, names, ownerIds, random }: DemoContext,
  name: string,
  parent: string | undefined,
): DemoRecord {
  const domain = `${slugOf(name)}.example`

  return {
    data: {
      address: {
        ...random.pick(names.places),
        street: names.streetPattern
          .replace('{street}', random.pick(names.streets))
          .replace('{number}', String(random.integer(1, 180))),
      },
      currency,
      domain,
      employees: random.integer(4, 60) * random.integer(1, 40),
      foundedYear: YEAR - random.integer(3, 120),
      industry: random.pick(names.industries),
      name,
      owner: random.pick(ownerIds),
      ...(parent === undefined ? {} : { parent }),
      phone: `${names.phonePrefix}${random.integer(100, 999)}`,
      revenue: random.integer(20, 9000) * 1_000_000,
      website: `https://www.${domain}`,
    },
    id: random.id(daysFromAnchor(-random.integer(200, 700))),
  }
}
