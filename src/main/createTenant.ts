import { createMember } from '../identity/index.ts'
import { database } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids/index.ts'
import { runAsSystem, runAsTenant } from '../kernel/scope/index.ts'
import { applyConfiguration } from '../plugin/index.ts'
import { invalidateHosts } from '../tenancy/index.ts'
import { mainErrors } from './errors.ts'
import type { Product } from './product.ts'

/** A tenant to be made, with the person who owns it. */
export type NewTenant = {
  currency?: string
  /** A demo login: accepted on loopback only. */
  demo?: boolean
  locale?: string
  name: string
  owner: { email: string; name?: string; password: string }
  slug: string
}

const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const RESERVED = new Set(['admin', 'api', 'app', 'mail', 'platform', 'static', 'www'])

/**
 * Makes a tenant with the configuration of every module and its owner as administrator. Throws
 * `TENON_TENANT_SLUG_INVALID`, `TENON_TENANT_SLUG_TAKEN`, or what is wrong with the owner's e-mail or password.
 */
export async function createTenant(
  product: Product,
  wanted: NewTenant,
): Promise<{ id: string; slug: string }> {
  if (!SLUG.test(wanted.slug) || RESERVED.has(wanted.slug)) {
    throw mainErrors.TENANT_SLUG_INVALID({ field: 'slug', slug: wanted.slug })
  }
  const id = await insertTenant(wanted)
  await runAsTenant({ tenantId: id }, async () => {
    for (const document of product.crm.configuration) {
      await applyConfiguration(document)
    }
  })
  await createMember({
    demo: wanted.demo ?? false,
    email: wanted.owner.email,
    name: wanted.owner.name ?? wanted.owner.email,
    password: wanted.owner.password,
    roleKey: 'admin',
    tenantId: id,
  })
  await runAsSystem('tenant-create', () =>
    database().transaction((transaction) =>
      transaction.query("update tenants set status = 'active' where id = $1", [id]),
    ),
  )

  invalidateHosts()

  return { id, slug: wanted.slug }
}

/**
 * A tenant being made is suspended without a date until it is whole: a failed attempt is taken up
 * again by the next one, and nobody signs in to half a tenant.
 */
function insertTenant(wanted: NewTenant): Promise<string> {
  return runAsSystem('tenant-create', () =>
    database().transaction(async (transaction) => {
      const [row] = await transaction.query<{ id: string }>(
        `insert into tenants (id, slug, name, currency, locale, status)
          values ($1, $2, $3, $4, $5, 'suspended')
          on conflict (slug) do update set name = excluded.name
            where tenants.status = 'suspended' and tenants.suspended_at is null
          returning id`,
        [newId(), wanted.slug, wanted.name, wanted.currency ?? 'EUR', wanted.locale ?? 'en'],
      )
      if (row === undefined) {
        throw mainErrors.TENANT_SLUG_TAKEN({ field: 'slug', slug: wanted.slug })
      }

      return row.id
    }),
  )
}
