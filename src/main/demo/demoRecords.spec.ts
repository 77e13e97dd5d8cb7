import { describe, expect, it } from 'vitest'

import { demoRecords } from './demoRecords.ts'
import { demoTenants } from './demoTenants.ts'

const place = {
  adminId: 'owner-1',
  currency: 'EUR',
  ownerIds: ['owner-1', 'owner-2'],
  stageIds: new Map(
    ['prospecting', 'engaging', 'proposal', 'negotiation', 'won', 'lost'].map((key) => [
      `sales.${key}`,
      key,
    ]),
  ),
}

describe.each(demoTenants)('the records of $slug', (tenant) => {
  const batches = demoRecords(tenant, place)
  const dataOf = (collection: string) =>
    batches
      .filter((batch) => batch.collection === collection)
      .flatMap(({ changes }) => changes.map((change) => ('data' in change ? change.data : {})))

  it('are the same each time', () => {
    expect(demoRecords(tenant, place)).toEqual(batches)
  })

  it('have ids of their own', () => {
    const ids = batches.flatMap(({ changes }) => changes.map(({ id }) => id))

    expect(new Set(ids).size).toBe(ids.length)
  })

  it('hold deals in every stage and people with e-mails of their own', () => {
    const stages = new Set(dataOf('deals').map(({ stage }) => stage))
    const emails = dataOf('contacts').map(({ email }) => email)

    expect(stages).toEqual(new Set(place.stageIds.values()))
    expect(new Set(emails).size).toBe(200)
  })
})

it('differ between tenants', () => {
  const [first, second] = demoTenants.map((tenant) => demoRecords(tenant, place))

  expect(first).not.toEqual(second)
})
