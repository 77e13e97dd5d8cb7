import { describe, expect, it } from 'vitest'

import type { FieldView } from '../../../screens/index.ts'
import { countOf, leafOf, nodesOf, treeOf } from './nodes.ts'

const FIELDS: Readonly<Record<string, FieldView['kind']>> = {
  amount: 'integer',
  closeDate: 'date',
  'company.name': 'text',
  isHot: 'boolean',
  stage: 'choice',
}

const fieldAt = (path: string) => {
  const kind = FIELDS[path]

  return kind === undefined
    ? undefined
    : ({
        indexed: false,
        kind,
        label: { en: path },
        path,
        readOnly: false,
        required: false,
      } as FieldView)
}

describe('the parts of a condition', () => {
  it.each([
    {
      and: [
        { stage: { in: ['open'] } },
        { or: [{ amount: { greater_than: 5 } }, { isHot: { equals: true } }] },
      ],
    },
    { or: [{ closeDate: { within: 'last-30-days' } }, { closeDate: { exists: false } }] },
    { and: [{ 'company.name': { contains: 'x' } }, { nobody: { all: ['x'] } }] },
  ])('mean the same condition again', (tree) => {
    expect(treeOf(nodesOf(tree, fieldAt))).toEqual(tree)
  })

  it('stand in one branch, whatever the address said', () => {
    expect(treeOf(nodesOf({ stage: { equals: 'open' } }, fieldAt))).toEqual({
      and: [{ stage: { in: ['open'] } }],
    })
  })

  it('count for nothing while their value is missing', () => {
    const field = fieldAt('amount')
    const branch = nodesOf({}, fieldAt)
    const leaf = field === undefined ? undefined : leafOf(field)

    expect(treeOf({ ...branch, items: leaf === undefined ? [] : [leaf] })).toEqual({})
    expect(countOf({})).toBe(0)
    expect(
      countOf({ and: [{ a: { equals: 1 } }, { or: [{ b: { equals: 1 } }, { c: {} }] }] }),
    ).toBe(3)
  })
})
