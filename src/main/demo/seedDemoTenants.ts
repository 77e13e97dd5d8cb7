import { createMember, createPlatformStaff, DEMO_PASSWORD } from '../../identity/index.ts'
import { runAsTenant } from '../../kernel/scope/index.ts'
import { listTenants } from '../../tenancy/index.ts'
import { createTenant } from '../createTenant.ts'
import type { Product } from '../product.ts'
import { demoTenants } from './demoTenants.ts'
import { seedDemo } from './seedDemo.ts'

const DEMO_STAFF = 'platform@tenon.test'

/**
 * Makes the demo tenants with their people and records, and the demo login of the platform, unless
 * they stand already. An attempt that was cut short is taken up where it stopped.
 */
export async function seedDemoTenants({
  log,
  product,
}: {
  log: (message: string) => void
  product: Product
}): Promise<void> {
  const standing = await listTenants()
  for (const tenant of demoTenants) {
    const found = standing.find((one) => one.slug === tenant.slug && one.status === 'active')
    const [owner] = tenant.people
    if (found === undefined) {
      log(`Creating the demo tenant ${tenant.slug} …`)
    }
    const { id } =
      found ??
      (await createTenant(product, {
        currency: tenant.currency,
        demo: true,
        locale: tenant.locale,
        name: tenant.name,
        owner: { email: owner.email, name: owner.name, password: DEMO_PASSWORD },
        slug: tenant.slug,
      }))
    if (found !== undefined && !isYoung(found.createdAt)) {
      continue
    }
    for (const person of tenant.people) {
      await createMember({
        demo: true,
        email: person.email,
        name: person.name,
        password: DEMO_PASSWORD,
        roleKey: person.roleKey,
        tenantId: id,
      })
    }
    await runAsTenant({ tenantId: id }, () => seedDemo(tenant))
  }
  if (standing.length === 0) {
    await createPlatformStaff({
      demo: true,
      email: DEMO_STAFF,
      name: 'Platform',
      password: DEMO_PASSWORD,
    })
  }
}

/** Only a tenant of the last hour can be half seeded; an older one is the user's own by now. */
function isYoung(createdAt: string): boolean {
  return Date.now() - Date.parse(createdAt) < 3_600_000
}
