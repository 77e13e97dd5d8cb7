import { readRecords, writeRecords } from '../../collection/index.ts'
import { database } from '../../kernel/db/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { ANCHOR } from './days.ts'
import { demoRecords } from './demoRecords.ts'
import type { DemoTenant } from './demoTenants.ts'
import { de } from './names/de.ts'
import { en } from './names/en.ts'
import { createRandom } from './random.ts'
import { seedTeams } from './seedTeams.ts'
import { storeDemoFiles } from './storeDemoFiles.ts'
import type { DemoPlace } from './types.ts'

/**
 * Fills the current tenant with the demo records, in one transaction; does nothing when it holds
 * companies already. The tenant has its default configuration and its people by then.
 */
export async function seedDemo(tenant: DemoTenant): Promise<void> {
  await database().transaction(async (transaction) => {
    const { docs } = await readRecords({ collection: 'companies', limit: 1 }, transaction)
    if (docs.length > 0) {
      return
    }
    const { adminId, ownerIds } = await ensureOwners(tenant, transaction)
    const place: DemoPlace = {
      adminId,
      currency: tenant.currency,
      ownerIds,
      stageIds: await readStageIds(transaction),
    }
    for (const { changes, collection, files = [] } of demoRecords(tenant, place)) {
      await storeDemoFiles(files)
      await writeRecords({ changes, collection }, transaction)
    }
  })
}

async function readStageIds(transaction: Transaction): Promise<Map<string, string>> {
  const { docs } = await readRecords({ collection: 'stages', limit: 0 }, transaction)

  return new Map(docs.map((doc) => [String(doc['key']), doc.id]))
}

/** Everybody who sells: the signed-in representatives and a few placeholders. */
async function ensureOwners(
  tenant: DemoTenant,
  transaction: Transaction,
): Promise<Pick<DemoPlace, 'adminId' | 'ownerIds'>> {
  const names = tenant.locale === 'de' ? de : en
  const random = createRandom(`${tenant.slug} owners`)
  const emails = tenant.people
    .filter(({ roleKey }) => roleKey !== 'viewer')
    .toReversed()
    .map(({ email }) => email)
  const { docs } = await readRecords(
    { collection: 'users', limit: 0, where: { email: { in: emails } } },
    transaction,
  )
  const people = emails.flatMap((email) => docs.find((doc) => doc['email'] === email)?.id ?? [])
  const roleIds = await readRecords(
    { collection: 'roles', limit: 1, where: { key: { equals: 'rep' } } },
    transaction,
  )
  const placeholders = names.reps.map((name) => ({ id: random.id(ANCHOR), name }))
  await writeRecords(
    {
      changes: placeholders.map(({ id, name }, index) => ({
        data: {
          manager: people[0] ?? null,
          name,
          office: names.places[index % names.places.length]?.city,
          role: roleIds.docs[0]?.id ?? null,
          title: names.repTitle,
        },
        id,
        op: 'create',
      })),
      collection: 'users',
    },
    transaction,
  )
  await seedTeams(
    tenant,
    placeholders.map(({ id }) => id),
    transaction,
  )

  return {
    // The first one of the tenant administers it, and stands last here; a tenant of other people has none of them.
    adminId: people.at(-1) ?? placeholders[0]?.id ?? '',
    ownerIds: [...people, ...placeholders.map(({ id }) => id)],
  }
}
