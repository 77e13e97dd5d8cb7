import { readRecords, writeRecords } from '../../collection/index.ts'
import type { Transaction } from '../../kernel/db/index.ts'
import { ANCHOR } from './days.ts'
import type { DemoTenant } from './demoTenants.ts'
import { de } from './names/de.ts'
import { en } from './names/en.ts'
import { createRandom } from './random.ts'

/** Puts the placeholder users of a demo tenant into two teams under one, the first with a second role. */
export async function seedTeams(
  tenant: DemoTenant,
  userIds: readonly string[],
  transaction: Transaction,
): Promise<void> {
  const random = createRandom(`${tenant.slug} teams`)
  const { teams } = tenant.locale === 'de' ? de : en
  const [first] = userIds
  const ids = teams.map(() => random.id(ANCHOR))
  const [parent, ...children] = ids
  await writeRecords(
    {
      changes: teams.map((name, index) => ({
        data: { name, parent: index === 0 ? null : parent },
        id: ids[index] ?? random.id(ANCHOR),
        op: 'create',
      })),
      collection: 'teams',
    },
    transaction,
  )
  await writeRecords(
    {
      changes: userIds.map((id, index) => ({
        data: { team: children[index % children.length] },
        id,
        op: 'update',
      })),
      collection: 'users',
    },
    transaction,
  )
  const viewer = await readRecords(
    { collection: 'roles', limit: 1, where: { key: { equals: 'viewer' } } },
    transaction,
  )
  await writeRecords(
    {
      changes: viewer.docs.map(({ id: role }) => ({
        data: { role, user: first },
        id: random.id(ANCHOR),
        op: 'create',
      })),
      collection: 'user-roles',
    },
    transaction,
  )
}
