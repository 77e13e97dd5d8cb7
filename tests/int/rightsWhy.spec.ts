import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Change } from '../../src/collection/index.ts'
import { explainAccess, readRecords, writeRecords } from '../../src/collection/index.ts'
import { accessOfUser } from '../../src/identity/index.ts'
import type { Transaction } from '../../src/kernel/db/index.ts'
import { database } from '../../src/kernel/db/index.ts'
import { isTenonError } from '../../src/kernel/errors/index.ts'
import { runAsTenant } from '../../src/kernel/scope/index.ts'
import type { TestApp } from '../helpers/testApp.ts'
import { testApp } from '../helpers/testApp.ts'

const CASES = 2_000
const ROUNDS = 40
const FIELDS = ['industry', 'phone', 'address', 'revenue'] as const
const UNDONE = new Error('undone')

type World = { companies: string[]; roles: string[]; teams: string[]; users: string[] }

const level = fc.constantFrom('all', 'team', 'own', 'none')
const rights = fc.record(
  { create: level, delete: level, export: level, read: level, update: level },
  { requiredKeys: [] },
)
const permissions = fc.record({
  actions: fc.constantFrom([], ['records.export']),
  collections: fc.oneof(
    fc.record({ companies: rights }),
    fc.record({ '*': rights }),
    fc.record({ '*': rights, companies: rights }),
    fc.constant({}),
  ),
  fields: fc.oneof(
    fc.constant({}),
    fc.record({
      companies: fc.dictionary(fc.constantFrom(...FIELDS), fc.constantFrom('hidden', 'readOnly'), {
        maxKeys: 3,
      }),
    }),
  ),
})
/** How the people, teams and records of one round stand to each other, by position. */
const round = fc.record({
  further: fc.array(fc.tuple(fc.nat(5), fc.nat(3)), { maxLength: 6 }),
  main: fc.array(fc.nat(3), { maxLength: 6, minLength: 6 }),
  owners: fc.array(fc.option(fc.nat(5)), { maxLength: 6, minLength: 6 }),
  parents: fc.array(fc.option(fc.nat(3)), { maxLength: 4, minLength: 4 }),
  roles: fc.array(permissions, { maxLength: 4, minLength: 4 }),
  teams: fc.array(fc.option(fc.nat(3)), { maxLength: 6, minLength: 6 }),
})
type Round = typeof round extends fc.Arbitrary<infer T> ? T : never

describe('why a user may see a record', () => {
  let app: TestApp
  let tenantId: string
  let world: World

  beforeAll(async () => {
    app = await testApp({ logLevel: 'error' })
    tenantId = app.tenantId('acme')
    world = await app.inTenant('acme', makeWorld)
  })
  afterAll(async () => {
    await app.close()
  })

  it(`agrees with what the store does in ${CASES} random cases`, { timeout: 180_000 }, async () => {
    const seed = Number(process.env['TENON_SEED'] ?? Date.now() % 2 ** 31)
    const rounds = fc.sample(round, { numRuns: ROUNDS, seed })
    const disagreements: string[] = []
    let cases = 0
    let allowed = 0
    for (const one of rounds) {
      await app.inTenant('acme', () => arrange(one, world))
      const pairs = world.users.flatMap((user) => world.companies.map((id) => [user, id] as const))
      const chosen = fc.sample(fc.constantFrom(...pairs), { numRuns: CASES / ROUNDS, seed })
      for (const [index, [userId, id]] of chosen.entries()) {
        const field = FIELDS[index % FIELDS.length] ?? 'industry'
        const path = field === 'address' ? 'address.city' : field
        const said = await explain(userId, id, path)
        const done = await enforce(userId, id, path)
        cases += 1
        allowed += done.read ? 1 : 0
        if (JSON.stringify(said) !== JSON.stringify(done)) {
          disagreements.push(`${path}: said ${JSON.stringify(said)} did ${JSON.stringify(done)}`)
        }
      }
    }

    expect(disagreements, `seed ${seed}`).toEqual([])
    expect(cases).toBe(CASES)
    // Neither all nothing nor all everything: the cases must be able to disagree.
    expect(allowed).toBeGreaterThan(CASES / 10)
    expect(allowed).toBeLessThan(CASES - CASES / 10)
  })

  const explain = (userId: string, id: string, field: string) =>
    app.inTenant('acme', async () => {
      const { acts, field: rule } = await database().transaction((transaction) =>
        explainAccess({ collection: 'companies', field, id, userId }, transaction),
      )

      return {
        delete: acts.delete.isAllowed,
        field: acts.read.isAllowed ? rule?.rule !== 'hidden' : false,
        read: acts.read.isAllowed,
        update: acts.update.isAllowed,
        write: acts.update.isAllowed && rule?.rule === 'open',
      }
    })

  /** What really happens: everything is tried in a transaction that is rolled back. */
  const enforce = async (userId: string, id: string, field: string) => {
    const access = await app.inTenant('acme', () =>
      database().transaction((transaction) => accessOfUser(transaction, userId)),
    )
    if (access === undefined) {
      return { delete: false, field: false, read: false, update: false, write: false }
    }

    return runAsTenant({ access, tenantId, userId }, async () => {
      const { docs } = await readRecords({
        collection: 'companies',
        limit: 1,
        where: { id: { equals: id } },
      })
      const [doc] = docs
      const value = { phone: '+49 30 4711', revenue: 4711 }[field] ?? 'tried'
      const data = field === 'address.city' ? { address: { city: value } } : { [field]: value }

      return {
        delete: await tries({ id, op: 'trash' }),
        field: doc !== undefined && hasPath(doc, field),
        read: doc !== undefined,
        update: await tries({ data: { name: `Tried ${Math.random()}` }, id, op: 'update' }),
        write: await tries({ data, id, op: 'update' }),
      }
    })
  }

  async function tries(change: Change): Promise<boolean> {
    try {
      await database().transaction(async (transaction) => {
        await writeRecords(
          { changes: [change], collection: 'companies', mode: 'strict' },
          transaction,
        )
        throw UNDONE
      })
    } catch (error) {
      if (error !== UNDONE && !(isTenonError(error) && error.status < 500)) {
        throw error
      }

      return error === UNDONE
    }

    return false
  }
})

function hasPath(doc: Record<string, unknown>, path: string): boolean {
  const [head = '', tail] = path.split('.')
  const value = doc[head]

  return tail === undefined
    ? head in doc
    : typeof value === 'object' && value !== null && tail in value
}

const PARTS = [0, 1, 2, 3, 4, 5] as const

async function makeWorld(): Promise<World> {
  const make = async (
    collection: string,
    count: number,
    data: (index: number) => Record<string, unknown>,
  ) => {
    const results = await writeRecords({
      changes: PARTS.slice(0, count).map((index) => ({ data: data(index), op: 'create' as const })),
      collection,
    })

    return results.map(({ id }) => id ?? '')
  }

  return {
    companies: await make('companies', 6, (index) => ({ name: `Company ${index}` })),
    roles: await make('roles', 4, (index) => ({
      name: { en: `Random ${index}` },
      permissions: { actions: [], collections: {} },
    })),
    teams: await make('teams', 4, (index) => ({ name: `Random ${index}` })),
    users: await make('users', 6, (index) => ({ name: `Random ${index}`, status: 'active' })),
  }
}

async function arrange(one: Round, world: World): Promise<void> {
  await database().transaction(async (transaction) => {
    const update = (collection: string, changes: [string, Record<string, unknown>][]) =>
      writeRecords(
        { changes: changes.map(([id, data]) => ({ data, id, op: 'update' as const })), collection },
        transaction,
      )
    await update(
      'roles',
      world.roles.map((id, index) => [id, { permissions: one.roles[index] }]),
    )
    await update(
      'teams',
      world.teams.map((id) => [id, { parent: null }]),
    )
    await update(
      'teams',
      // A team stands below one that comes before it, so that no ring can arise.
      world.teams.map((id, index) => [id, { parent: teamBefore(one, world, index) }]),
    )
    await update(
      'users',
      world.users.map((id, index) => [
        id,
        { role: world.roles[one.main[index] ?? 0], team: at(world.teams, one.teams[index]) },
      ]),
    )
    await update(
      'companies',
      world.companies.map((id, index) => [id, { owner: at(world.users, one.owners[index]) }]),
    )
    await furtherRoles(one, world, transaction)
  })
}

async function furtherRoles(one: Round, world: World, transaction: Transaction): Promise<void> {
  const { docs } = await readRecords({ collection: 'user-roles', limit: 0 }, transaction)
  const links = new Set(one.further.map(([user, role]) => `${user} ${role}`))
  await writeRecords(
    {
      changes: [...docs.map(({ id }) => ({ id, op: 'delete' as const }))],
      collection: 'user-roles',
    },
    transaction,
  )
  await writeRecords(
    {
      changes: [...links].map((link) => {
        const [user = 0, role = 0] = link.split(' ').map(Number)

        return {
          data: { role: world.roles[role], user: world.users[user] },
          op: 'create' as const,
        }
      }),
      collection: 'user-roles',
    },
    transaction,
  )
}

function teamBefore(one: Round, world: World, index: number): string | null {
  const parent = one.parents[index] ?? null

  return parent !== null && parent < index ? at(world.teams, parent) : null
}

function at(ids: readonly string[], index: null | number | undefined): string | null {
  return index === null || index === undefined ? null : (ids[index] ?? null)
}
