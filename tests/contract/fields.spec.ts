import { describe, expect, it } from 'vitest'

import { compileModel } from '../../src/collection/index.ts'
import { builtInModules } from '../../src/main/builtInModules.ts'
import { compileCrm, defineCrm } from '../../src/plugin/index.ts'

const { collections } = compileCrm(defineCrm({ plugins: [] }), { builtIn: builtInModules })
const models = new Map(collections.map((one) => [one.slug, compileModel(one, { module: 'test' })]))

function field(slug: string, path: string) {
  return models.get(slug)?.byPath.get(path)
}

describe('a field of a factory', () => {
  it.each([
    ['companies', 'revenue', 'revenue', 'integer', 'money'],
    ['companies', 'currency', 'currency', 'text', 'currency'],
    ['companies', 'domain', 'domain', 'text', 'domain'],
    ['companies', 'address.postalCode', 'address_postal_code', 'text', undefined],
    ['companies', 'parent', 'parent_id', 'relation', undefined],
    ['contacts', 'email', 'email', 'text', 'email'],
    ['contacts', 'subscribedOn', 'subscribed_on', 'date', undefined],
    ['deal-lines', 'quantity', 'quantity', 'integer', 'thousandths'],
    ['deal-lines', 'discount', 'discount', 'integer', 'percent'],
    ['deals', 'wonAt', 'won_at', 'instant', undefined],
    ['deals', 'stageKind', 'stage_kind', 'choice', undefined],
    ['stages', 'name', 'name', 'json', 'label'],
    ['users', 'account', 'account_id', 'relation', undefined],
  ])('%s.%s is stored as %s %s', (slug, path, column, kind, semantic) => {
    expect(field(slug, path)).toMatchObject({ column, kind, semantic })
  })

  it.each([
    ['contacts', 'email'],
    ['companies', 'domain'],
    ['users', 'email'],
  ])('%s.%s is lower-cased', (slug, path) => {
    expect(field(slug, path)?.lowerCase).toBe(true)
  })

  it.each([
    ...['amountBase', 'stageEnteredAt', 'stageKind', 'wonAt', 'lostAt'].map(
      (path) => ['deals', path] as const,
    ),
    ['contacts', 'name'] as const,
    ['users', 'account'] as const,
    ['users', 'status'] as const,
    ['roles', 'builtIn'] as const,
    ['roles', 'origin'] as const,
    ['roles', 'revision'] as const,
    ['deal-lines', 'total'] as const,
  ])('%s.%s is written by the system alone', (slug, path) => {
    expect(field(slug, path)?.protected).toBe(true)
  })

  it('has a label in every language wherever it is stored', () => {
    const bare = [...models.values()].flatMap((model) =>
      model.fields
        .filter(({ path }) => !/^(created|updated|deleted)At$|^version$/.test(path))
        .filter(({ label }) => {
          const texts = Object.keys(label ?? {})

          return !(texts.includes('en') && texts.includes('de'))
        })
        .map(({ path }) => `${model.slug}.${path}`),
    )

    expect(bare).toEqual([])
  })
})
