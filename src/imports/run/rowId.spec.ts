import { expect, it } from 'vitest'

import { isId, newId } from '../../kernel/ids/index.ts'
import { rowId } from './rowId.ts'

it('gives the same id to the same row, others to others, in the order of the rows', () => {
  const job = newId()
  const ids = Array.from({ length: 5000 }, (_, row) => rowId(job, row))

  expect(ids.every(isId)).toBe(true)
  expect(ids.every((id) => id[14] === '7')).toBe(true)
  expect(new Set(ids).size).toBe(5000)
  expect(ids.toSorted()).toEqual(ids)
  expect(rowId(job, 7)).toBe(ids[7])
  expect(rowId(newId(), 7)).not.toBe(ids[7])
})
