import { writeRecords } from '../../src/collection/index.ts'
import { signIn } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/ids/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import { createTenant } from '../../src/main/createTenant.ts'
import type { Product } from '../../src/main/product.ts'
import type { BenchTenant } from './types.ts'

const BATCH = 500
const COMPANIES = 200
const PASSWORD = 'a password for benches'

/** A tenant with companies and the wanted number of contacts, and its owner signed in. */
export async function seedTenant(
  product: Product,
  wanted: { contacts: number; slug: string },
): Promise<BenchTenant> {
  const { contacts, slug } = wanted
  const email = `owner@${slug}.example`
  const { id } = await createTenant(product, {
    name: `Bench ${slug}`,
    owner: { email, password: PASSWORD },
    slug,
  })
  const visitor = { demoAllowed: false, ip: '127.0.0.1', userAgent: 'bench' }
  const { principal, token } = await signIn({ email, password: PASSWORD, tenantId: id, visitor })
  const contactIds = Array.from({ length: contacts }, newId)
  await runAsTenant({ tenantId: id, userId: principal.userId }, () =>
    seedRecords(contactIds, principal.userId),
  )

  return { contactIds, host: `${slug}.localhost`, id, token, userId: principal.userId }
}

async function seedRecords(contactIds: readonly string[], owner: string): Promise<void> {
  const companyIds = Array.from({ length: COMPANIES }, newId)
  await writeRecords({
    changes: companyIds.map((id, at) => ({
      data: { domain: `company-${at}.example`, industry: 'Bench', name: `Company ${at}`, owner },
      id,
      op: 'create',
    })),
    collection: 'companies',
  })
  for (let from = 0; from < contactIds.length; from += BATCH) {
    await writeRecords({
      changes: contactIds.slice(from, from + BATCH).map((id, at) => ({
        data: contactOf(from + at, companyIds[(from + at) % COMPANIES] ?? null, owner),
        id,
        op: 'create',
      })),
      collection: 'contacts',
    })
  }
}

function contactOf(at: number, company: string | null, owner: string): Record<string, unknown> {
  return {
    address: { city: `City ${at % 50}`, country: 'DE', postalCode: String(10_000 + (at % 900)) },
    company,
    email: `person-${at}@company-${at % COMPANIES}.example`,
    firstName: `First${at % 97}`,
    lastName: `Last${at}`,
    owner,
    phone: `+49 30 ${100_000 + at}`,
    title: at % 3 === 0 ? 'Buyer' : 'Engineer',
  }
}
