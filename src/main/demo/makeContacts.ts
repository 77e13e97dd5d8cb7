import { dayOf, daysFromAnchor } from './days.ts'
import { slugOf } from './slugOf.ts'
import type { DemoContext, DemoRecord } from './types.ts'

const COUNT = 200

/** People at the companies, a few without one; no two share an e-mail. */
export function makeContacts(context: DemoContext, companies: readonly DemoRecord[]): DemoRecord[] {
  const emails = new Set<string>()

  return Array.from({ length: COUNT }, (_, index) => {
    const company = context.random.chance(0.94) ? companies[index % companies.length] : undefined

    return makeContact(context, company, emails)
  })
}

function makeContact(
  { names, ownerIds, random }: DemoContext,
  company: DemoRecord | undefined,
  emails: Set<string>,
): DemoRecord {
  const firstName = random.pick(names.firstNames)
  const lastName = random.pick(names.lastNames)
  const host = typeof company?.data['domain'] === 'string' ? company.data['domain'] : 'mail.example'
  const email = freeEmail(`${slugOf(firstName)}.${slugOf(lastName)}`, host, emails)
  const since = daysFromAnchor(-random.integer(10, 600))

  return {
    data: {
      address: company?.data['address'] ?? random.pick(names.places),
      company: company?.id ?? null,
      email,
      firstName,
      lastName,
      ...(random.chance(0.5) ? { mobile: `${names.phonePrefix}${random.integer(100, 999)}` } : {}),
      owner: company?.data['owner'] ?? random.pick(ownerIds),
      phone: `${names.phonePrefix}${random.integer(100, 999)}`,
      ...(random.chance(0.6) ? { subscribedOn: dayOf(since) } : {}),
      title: random.pick(names.jobTitles),
    },
    id: random.id(since),
  }
}

function freeEmail(local: string, host: string, taken: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const email = `${local}${count === 1 ? '' : count}@${host}`
    if (!taken.has(email)) {
      taken.add(email)

      return email
    }
  }
}
